// One process at a time: a file that holds the process id of who works. One that was left by a process that is gone does not count.
const { readFileSync, renameSync, rmSync, writeFileSync } = require("node:fs");

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function holder(file) {
    try {
        return Number(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
}

function alive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    } catch (error) {
        return error.code === "EPERM";
    }
}

function taken(file) {
    try {
        writeFileSync(file, String(process.pid), { flag: "wx" });
        return true;
    } catch (error) {
        if (error.code !== "EEXIST") throw error;
        return false;
    }
}

/** A rename succeeds for one process only, so of two that find the same left-over lock one takes it away. */
function clear(file) {
    const aside = `${file}-${process.pid}`;
    try {
        renameSync(file, aside);
        rmSync(aside);
    } catch (error) {
        if (error.code !== "ENOENT") throw error;
    }
}

async function locked(file, say, work) {
    for (let told = false; !taken(file); await pause(250)) {
        const pid = holder(file);
        if (pid > 0 && !alive(pid)) clear(file);
        else if (!told) {
            say(`waiting for process ${pid ?? "?"}, which is at it already`);
            told = true;
        }
    }
    const release = () => rmSync(file, { force: true });
    const interrupted = () => {
        release();
        process.exit(130);
    };
    process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
    try {
        return await work();
    } finally {
        release();
    }
}

module.exports = { locked };
