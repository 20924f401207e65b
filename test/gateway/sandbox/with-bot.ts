/** A project whose bot listens on the loopback, and calls that reach it. */
import { project, type Settings, unitsIn } from "./bodies.js";
import { openSandbox } from "./open-sandbox.js";

export const CALLER = "+49111111111";
export const PSEUDONYM = "md5-hash:ad14c520b9cfc53c25f446b338c79ced";
export const HOTLINE = "+493023125000";
export const AGENT = "+4915112345678";
export const TOKEN = "the-token-of-the-bot";

export async function withBot(url: string, { settings = {}, more = {} }: { settings?: Partial<Settings>; more?: object } = {}) {
    const opened = await openSandbox();
    const bot = { botConfiguration: { type: "rasa", url, token: TOKEN } };
    const units = await unitsIn(opened, { project: project(settings, { ...bot, ...more }) });
    const ask = (asked: object = {}) =>
        opened.control("POST", "/calls", {
            project: units.project,
            direction: "inbound",
            from: CALLER,
            to: HOTLINE,
            bot: true,
            patienceMs: 0,
            ...asked,
        });
    return { opened, units, ask, call: async (asked: object = {}) => (await ask(asked)).json };
}

export const says = (text: string) => ({ says: text });
export const whats = (lines: readonly { from: string; what: string }[]) => lines.map(({ from, what }) => `${from}: ${what}`);
