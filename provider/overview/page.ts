/** The overview of all tenants (Kundenübersicht) as one page: a tree of units with what applies, who decides it, and what will be purged when. */
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Declaration } from "../inventory/declared.js";
import type { Inventory, InventoryUnit } from "../inventory/inventory.js";
import { purges } from "../inventory/purges.js";
import { recipientsOf } from "../inventory/recipients.js";
import { dialogsKept, recorded, spoken } from "../inventory/words.js";
import { SETTING_NAMES, type SettingName } from "../policy/index.js";
import { SCRIPT, STYLE } from "./style.js";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** What a page shows: what is there, and which of the stacks that were asked declare it. */
export interface Shown {
    readonly inventory: Inventory;
    readonly declared: ReadonlyMap<string, readonly Declaration[]>;
    /** Names of stacks. None: nobody was asked, so nothing is said of who declares a unit. */
    readonly stacks: readonly string[];
}

/** What can be asked for besides a text: the name in the address, and what it says. */
const FLAGS = {
    recording: "calls are recorded",
    shown: "bots see numbers",
    outbound: "bots may call",
    inactive: "inactive",
    undeclared: "declared by no stack",
} as const;
export type Flag = keyof typeof FLAGS;
const FLAG_NAMES: readonly Flag[] = ["recording", "shown", "outbound", "inactive", "undeclared"];

export interface Asked {
    readonly text: string;
    readonly flags: readonly Flag[];
}

/** From the address of the page. What is no flag is not asked for. */
export const askedIn = (query: URLSearchParams): Asked => ({
    text: query.get("q")?.trim() ?? "",
    flags: FLAG_NAMES.filter((flag) => query.has(flag)),
});

const declarationsOf = ({ token }: InventoryUnit, { declared }: Shown): readonly Declaration[] => declared.get(token) ?? [];
const isDeclared = (unit: InventoryUnit, shown: Shown): boolean => declarationsOf(unit, shown).some(({ declares }) => declares === "unit");

function flagsOf(unit: InventoryUnit, shown: Shown): readonly Flag[] {
    const { applies, inactive, level } = unit;
    const is: Readonly<Record<Flag, boolean>> = {
        recording: applies.recordings,
        shown: !applies.anonymizeNumbers,
        outbound: applies.outboundCalls,
        inactive,
        // The reseller is nobody's unit.
        undeclared: shown.stacks.length > 0 && level !== "reseller" && !isDeclared(unit, shown),
    };
    return FLAG_NAMES.filter((flag) => is[flag]);
}

/** What a text is looked for in. */
const findable = ({ name, token }: InventoryUnit): string => `${name} ${token}`.toLowerCase();

const fits = (unit: InventoryUnit, { text, flags }: Asked, shown: Shown): boolean =>
    findable(unit).includes(text.toLowerCase()) && flags.every((flag) => flagsOf(unit, shown).includes(flag));

/** Units that fit, and those above them. */
function staying(shown: Shown, asked: Asked): ReadonlySet<InventoryUnit> {
    const found = new Set<InventoryUnit>();
    for (const unit of shown.inventory.units.toReversed())
        if (found.has(unit) || fits(unit, asked, shown)) {
            found.add(unit);
            if (unit.above !== undefined) found.add(unit.above);
        }
    return found;
}

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

/** `prod: hotline at index.ts#12, since 2026-11-20: DSFA 2026-14` */
function declaration({ stack, name, position, declares, since, because }: Declaration): Html {
    const what = `${stack}: ${name}${declares === "settings" ? " (settings)" : ""}`;
    const place = position === undefined ? "" : html` at <code>${position.replace(/#(\d+)$/, ":$1")}</code>`;
    return html`<li>${what}${place}${since === undefined ? "" : `, since ${since.slice(0, 10)}`}${because === undefined ? "" : `, because: ${because}`}</li>`;
}

function declarers(unit: InventoryUnit, shown: Shown): Html | "" {
    if (shown.stacks.length === 0) return "";
    const found = declarationsOf(unit, shown);
    if (found.length === 0) return html`<p><span class="faint">declared by</span> none of ${shown.stacks.join(", ")}</p>`;
    return html`<p class="faint">declared by</p><ul class="facts-list">${found.map(declaration)}</ul>`;
}

function facts(unit: InventoryUnit, restore: string | undefined, shown: Shown): Html {
    const recipients = recipientsOf(unit).map(({ kind, name }) => `${kind}: ${name}`);
    return html`<details class="facts"><summary>settings and who decides</summary>${settings(unit)}<p><span class="faint">token</span> <code>${unit.token}</code></p>${declarers(unit, shown)}${recipients.length === 0 ? "" : html`<p><span class="faint">gets callers' data</span> ${recipients.join(", ")}</p>`}${restore === undefined ? "" : html`<p><span class="faint">to keep it, write</span> <code>${restore}</code></p>`}</details>`;
}

/** What every unit of a page needs to know. */
interface Drawing extends Shown {
    readonly isNarrow: boolean;
    readonly stays: ReadonlySet<InventoryUnit>;
    readonly restores: ReadonlyMap<string, string>;
}

function item(unit: InventoryUnit, drawing: Drawing): Html {
    const below = unit.below.filter((each) => drawing.stays.has(each));
    const open = unit.level === "reseller" || (drawing.isNarrow && below.length > 0) ? raw(" open") : "";
    const list = below.length === 0 ? "" : html`<ul>${below.map((each) => item(each, drawing))}</ul>`;
    return html`<li data-find="${findable(unit)}" data-flags="${flagsOf(unit, drawing).join(" ")}"><details${open}><summary><span class="name">${unit.name}</span> <span class="level">${unit.level}${unit.below.length === 0 ? "" : `, ${unit.below.length} below`}</span> ${chips(unit)}</summary>${facts(unit, drawing.restores.get(unit.token), drawing)}${list}</details></li>`;
}

const counted = (shown: Shown, flag: Flag): number =>
    shown.inventory.units.filter((unit) => unit.level === "project" && flagsOf(unit, shown).includes(flag)).length;

function search({ text, flags }: Asked, found: string, { stacks }: Shown): Html {
    const boxes = FLAG_NAMES.filter((flag) => flag !== "undeclared" || stacks.length > 0).map(
        (flag) => html`<label><input type="checkbox" name="${flag}"${flags.includes(flag) ? raw(" checked") : ""}> ${FLAGS[flag]}</label>`,
    );
    return html`<form class="search" role="search" method="get" action="/"><label class="text">Name or token<input type="search" name="q" value="${text}" id="q" autocomplete="off"></label>${boxes}<button>Search</button><span id="found" class="faint" role="status">${found}</span></form>`;
}

export function page(shown: Shown, asked: Asked, nonce: string): Html {
    const { inventory, declared, stacks } = shown;
    const { units, reseller, at, endpoint, gone } = inventory;
    const restores = new Map(purges(inventory, declared).map(({ unit, restore }) => [unit.token, restore]));
    const projects = units.filter(({ level }) => level === "project").length;
    const isNarrow = asked.text !== "" || asked.flags.length > 0;
    const found = isNarrow
        ? `${units.filter((unit) => fits(unit, asked, shown)).length} of ${units.length} units fit`
        : `${units.length} units`;
    const stackText =
        stacks.length === 0
            ? ""
            : ` Stacks: ${stacks.join(", ")}; units that none of them declares: ${units.filter((unit) => flagsOf(unit, shown).includes("undeclared")).length}.`;
    return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>Tenants of ${reseller.name}</title><style nonce="${nonce}">${raw(STYLE)}</style></head>
<body><a class="skip" href="#units">To the units</a>
<header><h1>Tenants of ${reseller.name}</h1>
<p>Projects: ${projects}. They record calls: ${counted(shown, "recording")}. Their bots see numbers: ${counted(shown, "shown")}. Inactive: ${counted(shown, "inactive")}.${stackText}</p>
<p class="faint">Read at ${at.slice(0, 19).replace("T", " ")} UTC from ${endpoint}. Nothing here writes: to change something, change the program that declares it.${gone.length === 0 ? "" : ` Purged while it was read: ${gone.join(", ")}.`}</p>
${search(asked, found, shown)}</header>
<main id="units" tabindex="-1"><h2>Units</h2><ul class="units" data-all="${units.length}">${item(reseller, { ...shown, isNarrow, restores, stays: staying(shown, asked) })}</ul></main>
<script nonce="${nonce}">${raw(SCRIPT)}</script></body></html>`;
}
