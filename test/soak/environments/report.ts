/** docs/environments.md: where the packed package was seen to work. */
import { resultPage } from "../result-page.js";

const HEAD = `# Environments

<!-- The table is written by \`npm run soak -- environments\`, each row by a test that passed. -->

The packed package, installed into an empty folder outside of this repository by each package manager, with the real engine and the embedded gateway.
*Lives*: \`pulumi preview\`, \`up\`, a preview without changes, \`refresh\` and \`destroy\` ended well. A code is the message that says what to do there.

| installed by | program | with | result | last run |
| --- | --- | --- | --- | --- |
`;

const page = resultPage("environments.md", HEAD, 3);

/** Writes the row of a test that passed, in its place. */
export const passed = (manager: string, program: string, environment: string, result: string): void =>
    page.passed(manager, program, environment, result);
