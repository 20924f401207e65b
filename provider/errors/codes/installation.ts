/** 321, 41x: how the package is installed. */
import type { Entry, Texts } from "../entry.js";

const addIt = (version: string): string =>
    `Add it to package.json there: npm install pulumi-cvg@${version} (or pnpm add, yarn add, bun add).`;

export const INSTALLATION = {
    CVG321: {
        title: "The state was written by a later version",
        severity: "error",
        cause: "The stack was last updated with a later version of pulumi-cvg, whose state this version does not understand. Nothing was changed.",
        remedy: "Install that version or a later one.",
        says: {
            later: ({ format, known }: { readonly format: number; readonly known: number }) => ({
                code: "CVG321",
                what: `the stack's state was written by a later version of pulumi-cvg (its format is ${format}, this version knows ${known}).`,
                remedy: "Install that version, or a later one: `npm install pulumi-cvg@latest`. Nothing was changed.",
            }),
        },
    },
    CVG411: {
        title: "Two versions of pulumi-cvg are in one program",
        severity: "error",
        cause: "The program and a library that it uses, or two libraries, have installed different versions of pulumi-cvg, and both declare resources. Limits hold between all resources of a program, and one version does not know what the other declares. Copies of the same version understand each other and are not refused.",
        remedy: "Ask for the same version everywhere, then install again. In a library of your own, pulumi-cvg is best a peer dependency: then it is the program that chooses. `npm ls pulumi-cvg`, `pnpm why pulumi-cvg` and `yarn why pulumi-cvg` show who asks for which version.",
        says: {
            twoVersions: ({ first, firstFolder, second, secondFolder }: Texts<"first" | "firstFolder" | "second" | "secondFolder">) => ({
                code: "CVG411",
                what: `two versions of pulumi-cvg declare resources in this program: ${first} in ${firstFolder}, and ${second} in ${secondFolder}. Neither can check its settings against the other's.`,
                remedy: "Make them one: ask for the same version in the program and in each library that it uses, then install again. `npm ls pulumi-cvg` (or pnpm why, yarn why) shows who asks for which.",
            }),
        },
    },
    CVG412: {
        title: "The provider is not where the engine looks for it",
        severity: "error",
        cause: "The engine starts the provider in the folder of the program, and requires pulumi-cvg there. With pnpm, bun, yarn's pnpm linker and Plug'n'Play a program does not see what only a library of its own has installed; with Plug'n'Play, in a repository of several packages, the outermost package.json has to name pulumi-cvg too; or the folder has another version than the one that the program uses. Of inline programs of the Automation API, which the engine runs in the folder that their process was started in unless the workspace says otherwise, it is a warning.",
        remedy: "Add pulumi-cvg to the package.json of the program, in the version that the message names. Start an inline program in the folder of its package.",
        says: {
            notFound: ({ folder, version }: Texts<"folder" | "version">) => ({
                code: "CVG412",
                what: `pulumi-cvg cannot be found from ${folder}, the folder of the program. The engine looks for the provider there, and does not see what only a library of the program has installed.`,
                remedy: addIt(version),
            }),
            hiddenFromSdk: ({ version }: Texts<"version">) => ({
                code: "CVG412",
                what: "with Plug'n'Play it is @pulumi/pulumi that looks for pulumi-cvg, and it sees only what the outermost package.json of the repository names.",
                remedy: `Name it there too, beside the program's own: yarn add pulumi-cvg@${version} @pulumi/pulumi in the outermost folder.`,
            }),
            otherVersion: ({ folder, version, found }: Texts<"folder" | "version" | "found">) => ({
                code: "CVG412",
                what: `the program uses pulumi-cvg ${version}, but from its folder ${folder} the provider would be ${found}.`,
                remedy: `${addIt(version)} Or have the library that brings ${version} ask for ${found}.`,
            }),
        },
    },
    CVG413: {
        title: "Node is too old",
        severity: "error",
        cause: "The program, the provider or `cvg` was started with a Node older than 22.19, or with a runtime that lacks what that Node has. The engine uses the `node` that it finds on PATH.",
        remedy: "Install Node 22.19 or later, and see that `node --version` says so in the shell, or the pipeline, that runs `pulumi`.",
    },
    CVG414: {
        title: "Libraries of the embedded gateway are not installed",
        severity: "error",
        cause: "`cvg sandbox` or `pulumi-cvg/sandbox` was started. Its web server and its table of telephone numbers are three libraries of 17 MB, which a program that talks to a real gateway never needs; so they are optional peer dependencies.",
        remedy: "Run the `npm install` line of the message in the folder that pulumi-cvg is installed in.",
        says: {
            /** `packages`: with their versions, as `npm install` takes them. */
            notInstalled: ({ names, packages }: { readonly names: readonly string[]; readonly packages: readonly string[] }) => ({
                code: "CVG414",
                what: `the embedded gateway needs ${names.join(", ")}, which pulumi-cvg does not bring along.`,
                remedy: `npm install --save-dev ${packages.join(" ")} (or pnpm add -D, yarn add -D, bun add -d)`,
            }),
        },
    },
    CVG415: {
        title: "The library that cvg:requestBudget needs is not installed",
        severity: "error",
        cause: "`cvg:requestBudget` names a PostgreSQL in which all who share the gateway's limit take turns. Its client, `pg`, is an optional peer dependency: who has no such budget never needs it. No request was sent.",
        remedy: "Install `pg` beside pulumi-cvg, or remove `cvg:requestBudget` (and `CVG_REQUEST_BUDGET`): the limit is then this stack's alone.",
        example:
            'CVG415 reseller "<token>": GET /reseller/{reseller} was not sent: cvg:requestBudget is set, and pg, the library that it needs, is not installed.\n  npm install pg@8 (or pnpm add, yarn add, bun add), or remove cvg:requestBudget.',
        says: {
            notInstalled: ({ subject, request }: Texts<"subject" | "request">) => ({
                code: "CVG415",
                what: `${subject}: ${request} was not sent: cvg:requestBudget is set, and pg, the library that it needs, is not installed.`,
                remedy: "npm install pg@8 (or pnpm add, yarn add, bun add), or remove cvg:requestBudget.",
            }),
        },
    },
} as const satisfies Record<string, Entry>;
