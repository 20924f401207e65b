/** The middle of an odd number of numbers. */
export const median = (numbers) => [...numbers].sort((a, b) => a - b)[(numbers.length - 1) / 2];
