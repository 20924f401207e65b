/** The four levels of the gateway's hierarchy, from the top. Source: manual, "Hierarchischer Aufbau". */
export const LEVELS = ["reseller", "customer", "account", "project"] as const;
export type Level = (typeof LEVELS)[number];
