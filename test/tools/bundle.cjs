// Makes one file each of what a program's process loads (dist/index.js), of what the provider's process loads (dist/provider.js, behind the
// handlers), of what both do (dist/shared.js), and of the plugin, which is a process of its own (dist/native/main.js): instead of two hundred files to
// find, read and compile, most of them zod's. What that is worth stands in docs/decisions. Types, and everything else in dist, stay as the compiler
// makes them.
const { build, buildSync, transformSync } = require("esbuild");
const { readdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { basename, join, sep } = require("node:path");

/** Older than what the package runs on: only a file that such a Node can read can tell its user so. */
const SYNTAX = "node18";

/** A package that is asked for only when it is needed stays outside, and so does the SDK, which is the user's. */
const outside = {
    name: "outside",
    setup({ onResolve }) {
        onResolve({ filter: /^[@a-z]/ }, ({ path, kind }) =>
            path.startsWith("@pulumi/") || (kind !== "import-statement" && kind !== "entry-point") ? { path, external: true } : undefined,
        );
    },
};

/** All handlers as one module. `export =` is what the engine's require wants of each, and would keep all that they import from being shaken. */
const handlersAsOne = (folder, names) => ({
    name: "handlers-as-one",
    setup({ onLoad, onResolve }) {
        onResolve({ filter: /^handlers$/ }, () => ({ path: "handlers", namespace: "all" }));
        onLoad({ filter: /.*/, namespace: "all" }, () => ({
            contents: names.map((name) => `export { default as ${JSON.stringify(name)} } from "./${name}.ts";`).join("\n"),
            resolveDir: folder,
            loader: "ts",
        }));
        onLoad({ filter: /[\\/]provider[\\/]handlers[\\/][^\\/]+\.ts$/ }, ({ path }) => {
            const source = readFileSync(path, "utf8");
            if (!/^export = /m.test(source)) throw new Error(`${path} does not say \`export = \`.`);
            return { contents: source.replace(/^export = /m, "export default "), loader: "ts" };
        });
    },
});

/** A class that mentions itself is `var Account = class _Account` in a bundle; people see the name of a class when they print a resource. */
const withNames = (text) =>
    [...text.matchAll(/^var (\w+) = class _\1 /gm)].reduce(
        (named, [, name]) => named.replaceAll(new RegExp(`\\b_${name}\\b`, "g"), name),
        text,
    );

/** Of a module esbuild makes a `require` that bundlers of users do not see through. */
const withRequire = (text) => text.replace(/(?:\(0, import_shared\.__require\)|\b__require)\("/g, 'require("');

/** Each module that imports a package whole is given a copy of all its names: one will do. */
function withOneCopy(text) {
    const first = new Map();
    return text.replace(/^var (\w+) = (__toESM\(require\("[^"]+"\)\));$/gm, (line, name, copy) => {
        const known = first.get(copy);
        if (known === undefined) first.set(copy, name);
        return known === undefined ? line : `var ${name} = ${known};`;
    });
}

/** One sign beyond Latin-1, and Node holds and compiles a file at two bytes a sign. In code esbuild escapes them; comments are as the packages have them. */
function withoutWideSigns(text) {
    const plain = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, (comment) => comment.replace(/[^\p{ASCII}]/gu, "-"));
    const [line] = /^.*[^\p{ASCII}].*$/mu.exec(plain) ?? [];
    if (line !== undefined) throw new Error(`A bundle has a sign beyond ASCII: ${line}`);
    return plain;
}

/** Folders of the packages that files are of. */
function packagesOf(files) {
    const found = files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.split(sep).join("/"))?.[1] ?? []);
    return [...new Set(found)].sort();
}

/** The licence of each package a part of which is in the bundles: it wants to go along with every copy. */
function licences(root, folders) {
    const texts = folders.map((folder) => {
        const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
        const file = readdirSync(join(root, folder)).find((each) => /^licen[cs]e(?:\.\w+)?$/i.test(each));
        if (file === undefined) throw new Error(`${name} has no file with its licence.`);
        return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), "utf8").trim()}\n`;
    });
    return `Parts of these packages are in index.js, provider.js, shared.js and native/main.js beside this file.\n\n${texts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/** A namespace that is handed on as a value, or `import { z }`, brings all that zod has. */
function refuseWhatIsNotShaken(files) {
    const unused = files.find((file) => /node_modules\/zod\/.*\/locales\/(?!en\.)/.test(file));
    if (unused !== undefined)
        throw new Error(
            `All of zod is in the bundle (${unused}): import it as \`* as z from "zod"\`, and what z.core has from "zod/v4/core".`,
        );
}

/** What every bundle is made with. A stack has to be readable without a map. */
const optionsOf = (root) => ({
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: SYNTAX,
    metafile: true,
    write: false,
    logLevel: "warning",
    minify: false,
});

/** The sources of which something is in the bundles. */
const sourcesOf = ({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0));

/** Nothing else is in its process, so it shares no file with the others. */
const PLUGIN = "native/main";

/** @param root folder of package.json; provider/ has been compiled to dist/ */
async function bundle(root) {
    const files = [...(await bundleClassesAndHandlers(root)), ...(await bundlePlugin(root))];
    refuseWhatIsNotShaken(files);
    writeFileSync(join(root, "dist/THIRD-PARTY.txt"), licences(root, packagesOf(files)));
}

async function bundlePlugin(root) {
    const { metafile, outputFiles } = await build({
        ...optionsOf(root),
        entryPoints: { [PLUGIN]: `provider/${PLUGIN}.ts` },
        outdir: join(root, "dist"),
        format: "cjs",
        plugins: [outside],
    });
    for (const { path, text } of outputFiles) writeFileSync(path, withoutWideSigns(text));
    return sourcesOf(metafile);
}

async function bundleClassesAndHandlers(root) {
    const dist = join(root, "dist");
    const folder = join(root, "provider/handlers");
    const handlers = readdirSync(folder).map((file) => file.replace(/\.ts$/, ""));
    const { metafile, outputFiles } = await build({
        ...optionsOf(root),
        entryPoints: { index: "provider/index.ts", provider: "handlers" },
        outdir: dist,
        // Only modules can be split, so each becomes what Node's require takes afterwards.
        format: "esm",
        splitting: true,
        chunkNames: "shared",
        plugins: [handlersAsOne(folder, handlers), outside],
    });
    const names = outputFiles.map(({ path }) => basename(path)).sort();
    if (names.join() !== "index.js,provider.js,shared.js") throw new Error(`The bundles are ${names}.`);
    for (const { path, text } of outputFiles)
        writeFileSync(
            path,
            withoutWideSigns(
                withOneCopy(withRequire(withNames(transformSync(text, { format: "cjs", platform: "node", target: SYNTAX }).code))),
            ),
        );
    for (const name of handlers)
        writeFileSync(
            join(dist, "handlers", `${name}.js`),
            `"use strict";\nmodule.exports = require("../provider.js")[${JSON.stringify(name)}];\n`,
        );
    return sourcesOf(metafile);
}

/** The entries that load what the compiler made, file by file. */
const BY_FILE = ["schema/index.js", "sandbox/index.js", "audit/index.js", "no-promise-stacks/index.js", "cli/main.js"];

/** For a package that is packed: removes the files that only bundles were made of, and comments, which the declarations and the sources have too. */
function slim(root) {
    const dist = join(root, "dist");
    const { metafile } = buildSync({
        entryPoints: BY_FILE.map((file) => join(dist, file)),
        absWorkingDir: root,
        outdir: dist,
        bundle: true,
        platform: "node",
        packages: "external",
        metafile: true,
        write: false,
    });
    const used = new Set(Object.keys(metafile.inputs).map((file) => join(root, file)));
    const bundles = new Set([
        "index.js",
        "provider.js",
        "shared.js",
        `${PLUGIN}.js`,
        ...readdirSync(join(dist, "handlers")).map((file) => join("handlers", file)),
    ]);
    for (const name of readdirSync(dist, { recursive: true })) {
        const file = join(dist, name);
        if (!name.endsWith(".js") || bundles.has(name)) continue;
        if (!used.has(file)) rmSync(file);
        else writeFileSync(file, transformSync(readFileSync(file, "utf8"), { format: "cjs", platform: "node", target: SYNTAX }).code);
    }
}

module.exports = { bundle, slim };
