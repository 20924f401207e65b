/** Settles in the next turn of the event loop: what waits for nobody has settled by then, and the constructors at hand have run. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
