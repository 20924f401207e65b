// The official installer, as the SDK's Automation API runs it, into a folder of our own.
const { join } = require("node:path");
const { officialIn } = require("./official.cjs");

async function install(folder, say) {
    const { PulumiCommand } = require("@pulumi/pulumi/automation");
    say("installing pulumi with its own installer");
    await PulumiCommand.install({ root: folder });
    const official = officialIn([join(folder, "bin")]);
    if (!official) throw new Error(`it left no pulumi with a Node language host in ${folder}`);
    return official;
}

module.exports = { install };
