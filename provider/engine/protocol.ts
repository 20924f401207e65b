/** What the SDK's provider process asks of a handler. */
export type Wire = Record<string, unknown>;
interface Configuration {
    readonly config: { get(key: string): string | undefined };
}
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}
/** The operations as the SDK's provider process calls them. Source: @pulumi/pulumi/cmd/dynamic-provider. */
export interface DynamicHandler {
    configure(request: Configuration): Promise<void>;
    check(olds: Wire, news: Wire): Promise<{ inputs?: Wire; failures?: CheckFailure[] }>;
    diff(id: string, olds: Wire, news: Wire): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
    create(news: Wire): Promise<{ id: string; outs: Wire }>;
    read(id: string, props: Wire): Promise<{ id?: string; props?: Wire; inputs?: Wire }>;
    update(id: string, olds: Wire, news: Wire): Promise<{ outs: Wire }>;
    delete(id: string, props: Wire): Promise<void>;
}
