import * as pulumi from "@pulumi/pulumi";
import { type InsurerArgs, insurer } from "./insurer";

const config = new pulumi.Config();
const botToken = config.requireSecret("botToken");

/** Our insurers by the name of their resources: `pulumi config set insurers '{"acme": {"name": "Acme", "hotline": "+4989200001"}}'`. */
const insurers = config.requireObject<Readonly<Record<string, Omit<InsurerArgs, "botToken">>>>("insurers");

/** Tokens of the claims bots, by insurer. */
export const hotlines = Object.fromEntries(
    Object.entries(insurers).map(([slug, args]) => [slug, insurer(slug, { ...args, botToken }).hotline.token]),
);
