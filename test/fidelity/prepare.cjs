// Installs the vendor's published clients into a Python environment of their own, once: they are no dependency of the package.
const { spawnSync } = require("node:child_process");
const { existsSync, mkdirSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join } = require("node:path");

/** As they were published last. */
const PACKAGES = ["cvg-python-sdk==0.5.1", "rasa-vier-cvg==1.4.0"];
const NEEDED = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";

const folder = join(process.env.CVG_FIDELITY_CACHE ?? join(tmpdir(), "pulumi-cvg-fidelity"), PACKAGES.join("+"));
const pythonIn = (place) => join(place, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
const works = (python) => spawnSync(python, ["-c", NEEDED], { stdio: "ignore" }).status === 0;

/** The interpreter of the environment; undefined where there is no Python. @throws Error where a package cannot be installed */
function prepared() {
    if (existsSync(join(folder, "complete"))) return pythonIn(folder);
    const python = ["python3", "python"].find(works);
    if (python === undefined) return undefined;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(dirname(folder), { recursive: true });
    must(python, ["-m", "venv", folder]);
    must(pythonIn(folder), ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...PACKAGES]);
    mkdirSync(join(folder, "complete"));
    return pythonIn(folder);
}

function must(command, args) {
    const { status } = spawnSync(command, args, { stdio: ["ignore", "ignore", "inherit"] });
    if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

module.exports = { prepared, PACKAGES };
