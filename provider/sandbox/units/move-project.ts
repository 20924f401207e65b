/** Moving a project to another account, in place. */
import { z } from "zod";
import type { Store } from "../data/store.js";
import { readJson } from "../json.js";
import { Refusal } from "../refusal.js";
import { judge } from "./judge.js";
import { releaseNumbers } from "./platform-numbers.js";
import { describe, findUnit, parentOf, type Unit } from "./unit.js";

const Target = z.looseObject({ customerToken: z.string(), accountToken: z.string() });

export function moveProject(store: Store, requestId: string, token: string, text: string): void {
    const project = findUnit(store, "project", token);
    const account = targetAccount(store, readJson(Target, text));
    const numbersGo = losesNumbers(store, project, account);
    if (project.inactiveSince !== null) throw new Refusal("UNIT_INACTIVE", `The ${describe(project)} is inactive.`);
    if (account.id === project.parent) return;
    if (account.inactiveSince !== null) throw new Refusal("PARENT_INACTIVE", `The ${describe(account)} is inactive.`);
    store.history.write(requestId, project.id, () => {
        store.db.run("UPDATE unit SET parent = ? WHERE id = ?", account.id, project.id);
        if (numbersGo) releaseNumbers(store, project.id);
        judge(store, { ...project, parent: account.id }, "moved");
        return project;
    });
}

/** @throws Refusal VALIDATION for an account that is not, or is not of that customer */
function targetAccount(store: Store, { customerToken, accountToken }: z.infer<typeof Target>): Unit {
    const [customer, account] = [found(store, "customer", customerToken), found(store, "account", accountToken)];
    const wrong = [
        ...(customer === undefined ? ["customerToken"] : []),
        ...(account === undefined || (customer !== undefined && account.parent !== customer.id) ? ["accountToken"] : []),
    ];
    if (account === undefined || wrong.length > 0) throw new Refusal("VALIDATION", "There is no such account of that customer.", wrong);
    return account;
}

function found(store: Store, level: "customer" | "account", token: string): Unit | undefined {
    try {
        return findUnit(store, level, token);
    } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
    }
}

/** @returns whether the project loses its numbers @throws Refusal VALIDATION where they may not leave the customer */
function losesNumbers(store: Store, project: Unit, account: Unit): boolean {
    const { moveNumbers } = store.behaviour();
    const { platformNumbers } = project.body;
    const has = Array.isArray(platformNumbers) && platformNumbers.length > 0;
    if (moveNumbers === "refused-across-customers" && has && parentOf(store, project).parent !== account.parent) {
        throw new Refusal("VALIDATION", "A project with telephone numbers cannot move to another customer.", ["platformNumbers"]);
    }
    return moveNumbers === "dropped";
}
