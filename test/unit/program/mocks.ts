/** Pulumi's mocks: every resource comes to be at once, with its inputs as outputs. */
import * as pulumi from "@pulumi/pulumi";

export interface Registered {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

/** What every project has to have. */
export const BOT_AND_SPEECH = {
    bot: { type: "cognigy", endpointUrl: "https://bot.example/" },
    transcribers: [{ vendor: "G" }],
    synthesizers: [{ vendor: "G" }],
    transcriberLanguage: "de-DE",
    synthesizerLanguage: "de-DE",
} as const;

/** Answers the list that grows with what registers. */
export async function underMocks(): Promise<Registered[]> {
    const registered: Registered[] = [];
    await pulumi.runtime.setMocks(
        {
            newResource: ({ type, name, inputs, id }) => {
                registered.push({ type, name, inputs });
                return { id: id === undefined || id === "" ? `${name}-id` : id, state: inputs };
            },
            call: ({ inputs }) => inputs,
        },
        "test",
        "test",
        true,
    );
    return registered;
}

export const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => output.apply((value) => resolve(value)));
