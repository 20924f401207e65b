/** The rules of rules.yaml, asked before each resource is written. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyPack } from "@pulumi/policy";
import { policiesFrom } from "pulumi-cvg/audit";
import { parse } from "yaml";

const rules = parse(readFileSync(join(__dirname, "rules.yaml"), "utf8"));

new PolicyPack("tenants", { policies: policiesFrom(rules) });
