// The embedded gateway of a measurement, in a process of its own. Its access tokens outlive the longest command, so that each process asks for one.
const { startSandbox } = require("../../dist/sandbox/index.js");

const [seed = "empty"] = process.argv.slice(2);
startSandbox({ accessTokenSeconds: 24 * 60 * 60, seed }).then(({ endpoint, reseller, tokenUrl, clientId, clientSecret, control }) => {
    console.log(JSON.stringify({ endpoint, reseller, tokenUrl, clientId, clientSecret, control }));
});
process.once("disconnect", () => process.exit(0));
