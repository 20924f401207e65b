/** What `cvg what-if` is asked about: settings on the command line, or a file of tenants. */
import type { TenantArgs, TenantUnit } from "../../constructs/tenant-args.js";
import { isManaged, settingsOf } from "../../constructs/tenant-settings.js";
import { CATALOGUE, CvgError, unitText } from "../../errors/index.js";
import type { Inventory, InventoryUnit } from "../../inventory/inventory.js";
import { readOwn, SETTING_NAMES, type SettingName } from "../../policy/index.js";
import { privacyShape } from "../../resources/privacy/inputs.js";
import { asStored, type StackSays, said } from "../../what-if/said.js";
import type { Said } from "../../what-if/what-if.js";

/** A setting as it stands on the command line. */
export interface Edit {
    readonly level: string;
    /** Name, token, path or logical name; of the reseller nothing. */
    readonly unit: string;
    readonly setting: SettingName;
    readonly value: unknown;
    /** As it was typed. */
    readonly text: string;
}

const EDIT = new RegExp(`^(?:(reseller)|(customer|account|project)/(.+))\\.(${SETTING_NAMES.join("|")})=(.*)$`, "s");
const { says } = CATALOGUE.CVG602;

function typedValue(text: string): unknown {
    if (text === "true" || text === "false") return text === "true";
    const [, wish, of = ""] = /^(?:cvg\.)?(atMost|ifAllowed)\((.*)\)$/.exec(text) ?? [];
    if (wish === "atMost") return { atMost: of.replace(/^["']|["']$/g, "") };
    return wish === "ifAllowed" ? { ifAllowed: of === "true" } : text;
}

/** @throws CvgError CVG602 for what is no edit, or no value of its setting */
export function editFrom(text: string, before: readonly Edit[] = []): readonly Edit[] {
    const [, reseller, level = reseller, unit = "", name = "", written = ""] = EDIT.exec(text) ?? [];
    const setting = SETTING_NAMES.find((each) => each === name);
    if (level === undefined || setting === undefined) throw CvgError.of(says.edit({ text, settings: SETTING_NAMES }));
    const value = typedValue(written.trim());
    const wrong = privacyShape().safeParse({ [setting]: value }).error?.issues[0]?.message;
    if (wrong !== undefined) throw CvgError.of(says.editValue({ text, setting, takes: wrong }));
    if (level === "reseller" && typeof value !== "boolean" && (value === "inherit" || typeof value === "object"))
        throw CvgError.of(says.editAtTop({ text }));
    return [...before, { level, unit, setting, value, text }];
}

function unitOf({ level, unit, text }: Edit, { units, reseller }: Inventory, tokens: StackSays["tokens"]): InventoryUnit {
    if (level === "reseller") return reseller;
    const path = unit.split("/").map((part) => part.trim());
    const isPath = (each: InventoryUnit): boolean => path.length > 1 && each.path.join("/") === path.join("/");
    const found = units.filter(
        (each) => each.level === level && (each.token === unit || each.token === tokens.get(unit) || each.name === unit || isPath(each)),
    );
    const [only, ...others] = found;
    if (only !== undefined && others.length === 0) return only;
    if (only === undefined) throw CvgError.of(says.editOfNone({ text, level, unit }));
    throw CvgError.of(says.editOfMany({ text, units: found.map(unitText) }));
}

/** What is said about units once the edits are made. Several edits of one unit are one change of it. */
export function saidWith(edits: readonly Edit[], inventory: Inventory, stack: StackSays): ReadonlyMap<string, Said> {
    const all = new Map(stack.said);
    const seen = new Map<string, string>();
    for (const edit of edits) {
        const unit = unitOf(edit, inventory, stack.tokens);
        // One unit may have been named in two ways.
        const which = `${unit.token} ${edit.setting}`;
        const earlier = seen.get(which);
        if (earlier !== undefined) throw CvgError.of(says.editTwice({ text: edit.text, before: earlier }));
        seen.set(which, edit.text);
        const before = all.get(unit.token) ?? { ...said(unit.name, {}), own: asStored(unit) };
        const { [edit.setting]: _replaced, ...others } = before.own;
        const own = { ...others, ...readOwn({ [edit.setting]: edit.value }, () => false).settings };
        all.set(unit.token, { ...before, own, edited: true });
    }
    return all;
}

interface InFile extends TenantUnit {
    readonly name?: unknown;
    readonly ifExists?: unknown;
}

/** What a file of tenants says about units that are there, and what of it is not there: those would be made. */
export interface FileSays {
    readonly said: ReadonlyMap<string, Said>;
    readonly fresh: readonly string[];
    /** Tenants of the file that were not looked at, because their customer is none of those that were read. */
    readonly unread: readonly string[];
}

/** A file of tenants that was read. */
export interface FileRead {
    readonly path: string;
    readonly text: string;
}

/** @param isWhole whether every customer was read: of a part, nobody knows whether what is not there is new */
export async function saidByFile(
    { path: file, text }: FileRead,
    { reseller }: Inventory,
    stack: StackSays,
    isWhole: boolean,
): Promise<FileSays> {
    const [{ parseTenants }, { logicalName }] = await Promise.all([
        import("../../files/parse-tenants.js"),
        import("../../constructs/names.js"),
    ]);
    const all = new Map<string, Said>();
    const fresh: string[] = [];
    const unread: string[] = [];

    function one(by: string, unit: InFile, managed: boolean, above: InventoryUnit | undefined): InventoryUnit | undefined {
        const live = above === undefined ? undefined : liveOf(unit, by, above, stack);
        if (live === undefined) fresh.push(by);
        const { privacy } = settingsOf(unit, managed);
        // Presets and settings of a file are plain values: outputs are what programs add.
        if (live !== undefined && privacy !== undefined) all.set(live.token, said(by, { ...privacy }, { edited: true }));
        return live;
    }

    const tenants: Readonly<Record<string, TenantArgs>> = parseTenants(text, { file, secrets: () => "known to the program" });
    for (const [key, tenant] of Object.entries(tenants)) {
        if (!isWhole && liveOf(tenant, key, reseller, stack) === undefined) {
            unread.push(key);
            continue;
        }
        const managed = tenant.privacy !== false;
        const customer = one(key, tenant, managed, reseller);
        for (const [accountKey, account] of Object.entries(tenant.accounts ?? {})) {
            const here = isManaged(account, managed);
            const live = one(logicalName(key, accountKey), account, here, customer);
            for (const [projectKey, project] of Object.entries(account.projects ?? {}))
                one(logicalName(key, projectKey), project, isManaged(project, here), live);
        }
    }
    return { said: all, fresh, unread };
}

/** The unit that is meant: by the token that the file names, by what the stack has recorded, else the only one of its name at its place. */
function liveOf({ name, ifExists }: InFile, by: string, { below }: InventoryUnit, { tokens }: StackSays): InventoryUnit | undefined {
    const token = typeof ifExists === "object" && ifExists !== null && "token" in ifExists ? ifExists.token : tokens.get(by);
    const found = below.filter((unit) => (token === undefined ? unit.name === name : unit.token === token));
    return found.length === 1 ? found[0] : undefined;
}
