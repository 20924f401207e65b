/** The overview of all tenants (Kundenübersicht) as one page: a tree of units with what applies, who decides it, and what will be purged when. */
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Inventory, InventoryUnit } from "../inventory/inventory.js";
import { purges } from "../inventory/purges.js";
import { recipientsOf } from "../inventory/recipients.js";
import { dialogsKept, recorded, spoken } from "../inventory/words.js";
import { SETTING_NAMES, type SettingName } from "../policy/index.js";
import { SCRIPT, STYLE } from "./style.js";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What can be asked for besides a text: the name in the address, and what it says. */
const FLAGS = {
    recording: "calls are recorded",
    shown: "bots see numbers",
    outbound: "bots may call",
    inactive: "inactive",
} as const;
export type Flag = keyof typeof FLAGS;
const FLAG_NAMES: readonly Flag[] = ["recording", "shown", "outbound", "inactive"];

export interface Asked {
    readonly text: string;
    readonly flags: readonly Flag[];
}

/** From the address of the page. What is no flag is not asked for. */
export const askedIn = (query: URLSearchParams): Asked => ({
    text: query.get("q")?.trim() ?? "",
    flags: FLAG_NAMES.filter((flag) => query.has(flag)),
});

function flagsOf({ applies, inactive }: InventoryUnit): readonly Flag[] {
    const is: Readonly<Record<Flag, boolean>> = {
        recording: applies.recordings,
        shown: !applies.anonymizeNumbers,
        outbound: applies.outboundCalls,
        inactive,
    };
    return FLAG_NAMES.filter((flag) => is[flag]);
}

const fits = (unit: InventoryUnit, { text, flags }: Asked): boolean =>
    unit.name.toLowerCase().includes(text.toLowerCase()) && flags.every((flag) => flagsOf(unit).includes(flag));

/** A unit stays where one below it fits. */
const stays = (unit: InventoryUnit, asked: Asked): boolean => fits(unit, asked) || unit.below.some((below) => stays(below, asked));

const chip = (kind: "open" | "closed" | "going" | "", text: string): Html => html`<span class="chip ${kind}">${text}</span>`;

function chips({ applies, inactive, purgeAt }: InventoryUnit): readonly Html[] {
    return [
        ...(inactive ? [chip("going", `inactive, purged on ${purgeAt?.slice(0, 10) ?? "a date that is not known"}`)] : []),
        applies.recordings ? chip("open", `recorded, kept ${recorded(applies)}`) : chip("closed", "not recorded"),
        applies.anonymizeNumbers ? chip("closed", "numbers hashed") : chip("open", "numbers shown"),
        applies.storeDialogData ? chip("open", `dialogs kept ${dialogsKept(applies)}`) : chip("closed", "dialogs not stored"),
        chip("", applies.outboundCalls ? "calls out" : "no calls out"),
    ];
}

/** German as in the console, for people who know it from there. Source: manual. */
const CONSOLE: Readonly<Record<SettingName, string>> = {
    outboundCalls: "Ausgehende Anrufe",
    recordings: "Gesprächsaufzeichnung",
    recordingRetention: "Gesprächsaufzeichnungen automatisch löschen nach",
    anonymizeNumbers: "Rufnummern für Bot und Integrationen anonymisieren",
    storeDialogData: "Dialogdaten speichern",
    dialogRetention: "Dialogdaten automatisch löschen nach",
};

const decider = (unit: InventoryUnit, by: InventoryUnit): string => (by === unit ? "here" : `${by.level} ${by.name}`);

function settings(unit: InventoryUnit): Html {
    const rows = SETTING_NAMES.map(
        (name) =>
            html`<tr><th scope="row">${name} <span class="faint" lang="de">${CONSOLE[name]}</span></th><td>${spoken(name, unit.applies)}</td><td>${decider(unit, unit.decidedBy[name])}</td><td>${spoken(name, unit.stored)}</td></tr>`,
    );
    return html`<table><thead><tr><th scope="col">setting</th><th scope="col">applies</th><th scope="col">decided by</th><th scope="col">stored here</th></tr></thead><tbody>${rows}</tbody></table>`;
}

function facts(unit: InventoryUnit, restore: string | undefined): Html {
    const recipients = recipientsOf(unit).map(({ kind, name }) => `${kind}: ${name}`);
    return html`<details class="facts"><summary>settings and who decides</summary>${settings(unit)}<p><span class="faint">token</span> <code>${unit.token}</code></p>${recipients.length === 0 ? "" : html`<p><span class="faint">gets callers' data</span> ${recipients.join(", ")}</p>`}${restore === undefined ? "" : html`<p><span class="faint">to keep it, write</span> <code>${restore}</code></p>`}</details>`;
}

function item(unit: InventoryUnit, asked: Asked, restores: ReadonlyMap<string, string>): Html {
    const below = unit.below.filter((each) => stays(each, asked));
    const isNarrow = asked.text !== "" || asked.flags.length > 0;
    const open = unit.level === "reseller" || (isNarrow && below.length > 0) ? raw(" open") : "";
    const list = below.length === 0 ? "" : html`<ul>${below.map((each) => item(each, asked, restores))}</ul>`;
    return html`<li data-name="${unit.name.toLowerCase()}" data-flags="${flagsOf(unit).join(" ")}"><details${open}><summary><span class="name">${unit.name}</span> <span class="level">${unit.level}${unit.below.length === 0 ? "" : `, ${unit.below.length} below`}</span> ${chips(unit)}</summary>${facts(unit, restores.get(unit.token))}${list}</details></li>`;
}

const counted = (units: readonly InventoryUnit[], flag: Flag): number =>
    units.filter((unit) => unit.level === "project" && flagsOf(unit).includes(flag)).length;

function search({ text, flags }: Asked, found: string): Html {
    const boxes = FLAG_NAMES.map(
        (flag) => html`<label><input type="checkbox" name="${flag}"${flags.includes(flag) ? raw(" checked") : ""}> ${FLAGS[flag]}</label>`,
    );
    return html`<form class="search" role="search" method="get" action="/"><label class="text">Name<input type="search" name="q" value="${text}" id="q" autocomplete="off"></label>${boxes}<button>Search</button><span id="found" class="faint" role="status">${found}</span></form>`;
}

export function page(inventory: Inventory, asked: Asked, nonce: string): Html {
    const { units, reseller, at, endpoint, gone } = inventory;
    const restores = new Map(purges(inventory, new Map()).map(({ unit, restore }) => [unit.token, restore]));
    const projects = units.filter(({ level }) => level === "project").length;
    const shown = units.filter((unit) => fits(unit, asked)).length;
    const found = asked.text === "" && asked.flags.length === 0 ? `${units.length} units` : `${shown} of ${units.length} units fit`;
    return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tenants of ${reseller.name}</title><style nonce="${nonce}">${raw(STYLE)}</style></head>
<body><a class="skip" href="#units">To the units</a>
<header><h1>Tenants of ${reseller.name}</h1>
<p>Projects: ${projects}. They record calls: ${counted(units, "recording")}. Their bots see numbers: ${counted(units, "shown")}. Inactive: ${counted(units, "inactive")}.</p>
<p class="faint">Read at ${at.slice(0, 19).replace("T", " ")} UTC from ${endpoint}. Nothing here writes: to change something, change the program that declares it.${gone.length === 0 ? "" : ` Purged while it was read: ${gone.join(", ")}.`}</p>
${search(asked, found)}</header>
<main id="units" tabindex="-1"><h2>Units</h2><ul class="units" data-all="${units.length}">${item(reseller, asked, restores)}</ul></main>
<script nonce="${nonce}">${raw(SCRIPT)}</script></body></html>`;
}
