/** Units that a probe makes for itself, and takes out of use again. It never touches another. */
import {
    type CommonConfiguration,
    type Gateway,
    isRefusedWith,
    type Level,
    type RawBody,
    settingsOfBody,
    type UnitLevel,
} from "../gateway/index.js";

/** A recording period that is stricter than any that there is room for: one minute. */
export const LOW = 60_000;
export const SECRET = "cvg-probe-secret";

export interface Made {
    readonly level: UnitLevel;
    readonly token: string;
    readonly name: string;
}

export interface Limits {
    /** The loosest recording period that may be chosen, and that the probe chooses. */
    readonly high: number;
    readonly dialogs: number;
}

/** What the reseller and all of these customers allow. */
export async function limitsBelow(gateway: Gateway, customers: readonly string[]): Promise<Limits> {
    const settings = await Promise.all([
        gateway.settings("reseller", gateway.reseller),
        ...customers.map((token) => gateway.settings("customer", token)),
    ]);
    return {
        high: Math.min(...settings.map((each) => each.maxRecordingRetentionTime)),
        dialogs: Math.min(...settings.map((each) => each.maxDialogRetentionTime)),
    };
}

/** As strict as can be: nobody is recorded or called, whatever the probe does with the period. */
const settings = (recordings: number, { dialogs }: Limits): CommonConfiguration => ({
    allowOutboundCalls: false,
    allowRecordings: false,
    maxRecordingRetentionTime: recordings,
    anonymizeRemoteNumbers: true,
    storeDialogData: false,
    maxDialogRetentionTime: dialogs,
});

export class Scratch {
    readonly #made: Made[] = [];

    constructor(
        private readonly gateway: Gateway,
        private readonly limits: Limits,
        private readonly mark: string,
    ) {}

    async account(customer: string, recordings: number): Promise<string> {
        const name = `${this.mark} account ${this.#made.length + 1}`;
        const body = { accountName: name, commonConfiguration: settings(recordings, this.limits) };
        return await this.#create("account", customer, name, body);
    }

    async project(account: string, recordings: number): Promise<string> {
        const { defaults } = await this.gateway.defaults();
        const name = `${this.mark} project ${this.#made.length + 1}`;
        const speech = [{ vendor: "GOOGLE" }];
        return await this.#create("project", account, name, {
            projectName: name,
            commonConfiguration: settings(recordings, this.limits),
            transcribers: speech,
            synthesizers: speech,
            transcriberLanguage: "de-DE",
            synthesizerLanguage: "de-DE",
            // Nobody's: the name is reserved for what does not exist (RFC 6761).
            botConfiguration: { type: "custom", url: "https://cvg-probe.invalid/", token: SECRET },
            utteranceTimeout: defaults.utteranceTimeout,
            minimumNoiseLevel: defaults.minimumNoiseLevel,
            platformNumbers: [],
            externalNumbers: [],
            provisioningBlocks: [],
            callOriginRestriction: { enabled: false, allowedNumbers: [] },
        });
    }

    async #create(level: UnitLevel, above: string, name: string, body: RawBody): Promise<string> {
        const token = await this.gateway.create(level, above, body);
        this.#made.push({ level, token, name });
        return token;
    }

    async body(level: Level, token: string): Promise<RawBody> {
        return (await this.gateway.read(level, token)) ?? {};
    }

    async edit(level: UnitLevel, token: string, fields: RawBody): Promise<void> {
        await this.gateway.change(level, token, (body) => ({ ...body, ...fields }));
    }

    /** Stores another recording period. */
    async store(level: UnitLevel, token: string, recordings: number): Promise<void> {
        await this.edit(level, token, { commonConfiguration: settings(recordings, this.limits) });
    }

    /** The recording period that is stored. */
    async stored(project: string): Promise<number> {
        return settingsOfBody(await this.body("project", project)).recordingRetention;
    }

    /** Takes everything out of use, projects first. */
    async clean(): Promise<{ readonly left: readonly Made[]; readonly stillActive: readonly Made[] }> {
        const left: Made[] = [];
        const stillActive: Made[] = [];
        const order: Readonly<Record<UnitLevel, number>> = { project: 0, account: 1, customer: 2 };
        for (const made of this.#made.toSorted((a, b) => order[a.level] - order[b.level])) {
            const isOut = await this.gateway.deactivate(made.level, made.token).then(
                () => true,
                () => false,
            );
            (isOut ? left : stillActive).push(made);
        }
        return { left, stillActive };
    }
}

/** Whether the gateway refused, with one of these codes. Another failure is thrown. */
export async function isRefused(work: Promise<unknown>, ...codes: Parameters<typeof isRefusedWith>[1][]): Promise<boolean> {
    try {
        await work;
        return false;
    } catch (error) {
        if (isRefusedWith(error, ...codes)) return true;
        throw error;
    }
}
