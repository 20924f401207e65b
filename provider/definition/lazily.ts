/**
 * What is made when it is first asked for, and once. Shapes are dear to make, every run starts two processes, and each needs few of them: where
 * other code looks into a shape, which `z.lazy` does not let it, the shape is made so.
 */
export function lazily<T>(make: () => T): () => T {
    let made: { readonly value: T } | undefined;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}
