/** What the SDK's provider process asks of a handler. */
import type { Ignored } from "../definition/ignored.js";

export type Wire = Record<string, unknown>;
interface Configuration {
    readonly config: { get(key: string): string | undefined };
}
export interface CheckFailure {
    readonly property: string;
    readonly reason: string;
}
/**
 * The operations as the SDK's provider process calls them. Source: @pulumi/pulumi/cmd/dynamic-provider. The last arguments of diff, read and update
 * it never gives: who knows more of a resource does.
 */
export interface DynamicHandler {
    configure(request: Configuration): Promise<void>;
    check(olds: Wire, news: Wire): Promise<{ inputs?: Wire; failures?: CheckFailure[] }>;
    diff(
        id: string,
        olds: Wire,
        news: Wire,
        ignored?: Ignored,
    ): Promise<{ changes?: boolean; replaces?: string[]; deleteBeforeReplace?: boolean }>;
    create(news: Wire): Promise<{ id: string; outs: Wire }>;
    read(id: string, props: Wire, importedAs?: string): Promise<{ id?: string; props?: Wire; inputs?: Wire }>;
    update(id: string, olds: Wire, news: Wire, ignored?: Ignored): Promise<{ outs: Wire }>;
    delete(id: string, props: Wire): Promise<void>;
}
