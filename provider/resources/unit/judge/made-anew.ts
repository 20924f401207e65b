/**
 * A project that is deleted and made anew where it was meant to move: under another logical name the engine sees two resources. The new one would
 * have another token, and the old one's data and numbers stay behind; where it asks for a number of the old one it cannot even be made.
 */
import { text } from "../../../definition/draft.js";
import type { CheckRequest, Draft } from "../../../definition/resource-definition.js";
import { CATALOGUE, type Refusal, unitText } from "../../../errors/index.js";
import { sameName, type TreeUnit } from "../../../gateway/index.js";
import type { Leaving } from "../../../told.js";
import type { UnitKind } from "../kind.js";
import { ownFields, platformNumbers } from "../unit-state.js";
import { liveNumbers } from "./check-numbers.js";

interface Anew {
    /** Logical name of the resource. */
    readonly by: string;
    /** Token of the account, where it is known. */
    readonly parent: string | undefined;
    /** Inputs of the new project, as check leaves them. */
    readonly inputs: Draft;
    /** Whether the user says that a second one is meant. */
    readonly second: boolean;
}

/** Customer of the place where the project is to be. */
async function customerHere({ gateway, told }: CheckRequest, parent: string | undefined): Promise<string | undefined> {
    const account = parent === undefined ? undefined : (await gateway.tree()).find(parent);
    if (account?.above !== undefined) return account.above.token;
    const customer = told.above?.find(({ level }) => level === "customer");
    return text(customer?.id) ?? text(customer?.existing);
}

/** The project that leaves, as the gateway has it; undefined where it is not there, or somebody in the program has it by now. */
async function live({ gateway, phase }: CheckRequest, { account, name }: Leaving): Promise<TreeUnit | undefined> {
    const there = (await gateway.tree()).find(account)?.below.filter((unit) => !unit.inactive && sameName(unit.name, name)) ?? [];
    const [unit, ...more] = there;
    return unit === undefined || more.length > 0 || phase.held.has(unit.token) ? undefined : unit;
}

export async function madeAnew(kind: UnitKind, request: CheckRequest, { by, parent, inputs, second }: Anew): Promise<readonly Refusal[]> {
    const { leaving: all = [] } = request.told;
    if (all.length === 0) return [];
    const asked = platformNumbers(ownFields(kind, inputs));
    const here = await customerHere(request, parent);
    const { says } = CATALOGUE.CVG329;
    for (const leaving of all) {
        const unit = await live(request, leaving);
        if (unit === undefined) continue;
        const { alias } = leaving;
        const both = (await liveNumbers(request, unit)).filter((number) => asked.includes(number));
        const values = { by, unit: unitText(unit), alias };
        if (both.length > 0) return [says.withNumbers({ ...values, numbers: both })];
        if (!second && here !== undefined && unit.above?.above?.token === here) return [says.named(values)];
    }
    return [];
}
