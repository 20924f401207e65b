/** The rules alone, in milliseconds: no engine, no gateway. */
import * as pulumi from "@pulumi/pulumi";
import { insurer } from "../insurer";

beforeAll(() =>
    pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => ({ id: `token-of-${name}`, state: inputs }),
        call: ({ inputs }) => inputs,
    }),
);

const botToken = "token-of-the-bot";

test("dialogs cannot be kept for longer than the customer allows", () => {
    const curious = { name: "Neugier", hotline: "+4989200001", botToken, dialogRetention: "1 week" } as const;
    expect(() => insurer("curious", curious)).toThrow(
        /CVG101 curious-hotline: dialogRetention "1 week" is longer than the "1 day" that customer "Neugier" \(curious\) allows/,
    );
});

test("but for less", () => {
    const brief = { name: "Kurz", hotline: "+4989200002", botToken, dialogRetention: "10 minutes" } as const;
    expect(() => insurer("brief", brief)).not.toThrow();
});

test("two insurers cannot have one telephone number", () => {
    insurer("one", { name: "Eins", hotline: "+4989200003", botToken });
    expect(() => insurer("two", { name: "Zwei", hotline: "+4989200003", botToken })).toThrow(/CVG305 two-hotline/);
});
