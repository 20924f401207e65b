// Unpacks the Chromium that npm brings (@sparticuz/chromium: browser, libraries and a font, each compressed) into a folder, with the package's own
// code, in a process of its own: it writes to the temporary folder of the process, and takes what it finds there as complete.
// `node unpack-browser.cjs FOLDER`: the folder appears as a whole or not at all, whoever else unpacks at the same time.
const { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");

/** Only the font that was unpacked: pages look the same on every machine. */
const fontsOf = (folder) =>
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>\n`;

async function unpack(folder) {
    mkdirSync(dirname(folder), { recursive: true });
    const place = mkdtempSync(`${folder}-`);
    process.env.TMPDIR = place;
    // The package brings libraries that a bare machine lacks, and unpacks them only where it takes itself to be in a function of that cloud.
    process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
    const { default: packed } = await import("@sparticuz/chromium");
    await packed.executablePath();
    writeFileSync(join(place, "fonts.conf"), fontsOf(folder));
    try {
        renameSync(place, folder);
    } catch (error) {
        rmSync(place, { recursive: true, force: true });
        if (!existsSync(join(folder, "fonts.conf"))) throw error;
    }
}

unpack(process.argv[2]).catch((error) => {
    console.error(error);
    process.exitCode = 1;
});
