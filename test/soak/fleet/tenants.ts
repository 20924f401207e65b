/** A fleet's file: so many tenants of a customer, four accounts and twenty projects. */
const [ACCOUNTS, PROJECTS] = [4, 5];
export const UNITS_OF_A_STACK = 1 + ACCOUNTS * (1 + PROJECTS);

const numbered = <T>(count: number, make: (at: number) => readonly [string, T]): Readonly<Record<string, T>> =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => make(at)));

const project = (account: number) => (at: number) => [`p${account}${at}`, { name: `Hotline ${account} ${at}` }] as const;
const account = (at: number) => [`a${at}`, { name: `Abteilung ${at}`, projects: numbered(PROJECTS, project(at)) }] as const;

export const fleetOf = (stacks: number) =>
    numbered(stacks, (at) => {
        const key = `t${String(at).padStart(4, "0")}`;
        return [key, { name: `Tenant ${key}`, privacy: { dialogRetention: "1 day" }, accounts: numbered(ACCOUNTS, account) }] as const;
    });
