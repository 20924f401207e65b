/** The gateway's calls: a route of the contract each, in the order of the contract. */
import type { z } from "zod";
import type { CommonConfiguration, UnitLevel } from "../../gateway/wire/contract.js";
import { RETENTION_DAYS } from "../data/schema.js";
import type { Store } from "../data/store.js";
import { deleteUnit, restoreUnit } from "../units/deletion.js";
import { moveProject } from "../units/move-project.js";
import { readUnit } from "../units/read-answer.js";
import { gatewayTree } from "../units/tree.js";
import { createUnit, updateUnit } from "../units/write-unit.js";
import { type Answer, NO_CONTENT } from "./answer.js";

/** One call as a route's function sees it. */
export interface Asked {
    readonly requestId: string;
    /** The reseller's token and the two that may follow in the path. */
    readonly token: string;
    readonly body: string;
}

export interface Route {
    readonly method: "GET" | "POST" | "DELETE";
    /** As the contract writes it. The field that names the unit is the last. */
    readonly route: string;
    readonly answer: (store: Store, asked: Asked) => Answer;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const okText = (json: string): Answer => ({ status: 200, json });

/** What the console offers for a new unit. Source: manual for the 10 minutes; the other values are ours. */
const DEFAULTS = {
    defaults: {
        commonConfiguration: {
            allowOutboundCalls: false,
            allowRecordings: false,
            maxRecordingRetentionTime: 604_800_000,
            anonymizeRemoteNumbers: false,
            storeDialogData: true,
            maxDialogRetentionTime: 600_000,
        } satisfies z.infer<typeof CommonConfiguration>,
        utteranceTimeout: 500,
        minimumNoiseLevel: -45,
    },
    deletionRetentionTimeInDays: RETENTION_DAYS,
};

const unit = (level: UnitLevel, create: string, one: string, restore: string): readonly Route[] => [
    {
        method: "POST",
        route: create,
        answer: (store, { requestId, token, body }) => ({ status: 201, body: createUnit(store, requestId, level, token, body) }),
    },
    { method: "GET", route: one, answer: (store, { token }) => okText(readUnit(store, level, token)) },
    {
        method: "POST",
        route: one,
        answer: (store, { requestId, token, body }) => {
            updateUnit(store, requestId, level, token, body);
            return NO_CONTENT;
        },
    },
    {
        method: "DELETE",
        route: one,
        answer: (store, { requestId, token }) => {
            deleteUnit(store, requestId, level, token);
            return NO_CONTENT;
        },
    },
    {
        method: "POST",
        route: restore,
        answer: (store, { requestId, token }) => {
            restoreUnit(store, requestId, level, token);
            return { status: 200 };
        },
    },
];

export const ROUTES: readonly Route[] = [
    { method: "GET", route: "/userdetails", answer: () => ok(DEFAULTS) },
    { method: "GET", route: "/projecthierarchy/{reseller}", answer: (store) => okText(gatewayTree(store)) },
    { method: "GET", route: "/reseller/{reseller}", answer: (store, { token }) => okText(readUnit(store, "reseller", token)) },
    {
        method: "POST",
        route: "/reseller/{reseller}",
        answer: (store, { requestId, token, body }) => {
            updateUnit(store, requestId, "reseller", token, body);
            return NO_CONTENT;
        },
    },
    ...unit("customer", "/customers/{reseller}", "/customers/{reseller}/{customer}", "/customerrestore/{reseller}/{token}"),
    ...unit("account", "/accounts/{reseller}/{customer}", "/account/{reseller}/{account}", "/accountrestore/{reseller}/{token}"),
    ...unit("project", "/projects/{reseller}/{account}", "/project/{reseller}/{project}", "/projectrestore/{reseller}/{token}"),
    {
        method: "POST",
        route: "/project/{reseller}/{project}/move",
        answer: (store, { requestId, token, body }) => {
            moveProject(store, requestId, token, body);
            return { status: 201 };
        },
    },
];
