#!/usr/bin/env bash
# Question: are phone numbers made by Faker safe and fit for tests of a voice gateway: valid E.164, and nobody's?
# Guess, before the run: nearly all (over 95 %) are valid where the style is called "international"; whether they are reserved for fiction, no idea.
# Versions: npm @faker-js/faker 10.6.0 and PyPI Faker 40.63.0, judged by libphonenumber-js 1.13.16 (max) and phonenumbers 9.0.43; 3,000 numbers each, fixed seed.
# Seen: neither. Of "international" numbers 77 % are valid for Germany, 50 % for Austria and for Great Britain, 55 % for the USA (93 % for France), so a test
#   that feeds them to a gateway fails on every fourth or second run for no reason of its own; 1 % of the German ones are mobile numbers.
#   And what is valid may be somebody's: of 3,000 German numbers not one lies in the ranges that the Bundesnetzagentur keeps free for film and
#   television ((0)30 23125, (0)40 66969, (0)69 90009, (0)89 99998, (0)221 4710, each with three more digits). For Great Britain the npm package
#   never draws from the ranges that Ofcom keeps free, the Python package in 84 % of its numbers: one name, two habits, and neither is told.
# Why it matters here: a test or demonstration with outbound calls switched on dials a stranger, and a seeded "random" number in a fixture is a person's datum in
#   a repository. Take numbers from the regulator's ranges (+4930 23125 and three digits), never from a generator, in documents too.
set -euo pipefail
sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"

npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @faker-js/faker@10.6.0 libphonenumber-js@1.13.16 \
    "node24@npm:node-$(node -p 'process.platform + "-" + process.arch')@24.21.0"
cat >make.mjs <<'JS'
import assert from "node:assert";
import { fakerDE, fakerDE_AT, fakerEN_GB, fakerEN_US, fakerFR } from "@faker-js/faker";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
const german = /^\+49(3023125|4066969|6990009|8999998|2214710)\d{3}$/;
const british = /^\+44(1(13|14|15|16|17|18|21|31|41|51|61)4960|2079460|1914980|2896496|2890180|2920180|1632960|7700900|8081570|9098790|3069990)\d{2,3}$/;
const seen = {};
for (const [name, faker] of Object.entries({ DE: fakerDE, AT: fakerDE_AT, GB: fakerEN_GB, US: fakerEN_US, FR: fakerFR })) {
    faker.seed(7);
    const numbers = Array.from({ length: 3000 }, () => faker.phone.number({ style: "international" }));
    assert.ok(numbers.every((number) => /^\+[1-9]\d+$/.test(number)));
    const read = numbers.map((number) => parsePhoneNumberFromString(number));
    const share = (test) => Math.round((read.filter((number) => number && test(number)).length / numbers.length) * 1000) / 10;
    seen[name] = {
        "valid %": share((number) => number.isValid()),
        "mobile %": share((number) => number.isValid() && /MOBILE/.test(number.getType())),
        reserved: numbers.filter((number) => (name === "GB" ? british : german).test(number)).length,
    };
}
console.log("\nnpm, of 3000:");
console.table(seen);
const near = (value, expected) => assert.ok(Math.abs(value - expected) <= 4, `${value} instead of ${expected}`);
near(seen.DE["valid %"], 77.8);
near(seen.AT["valid %"], 50.2);
near(seen.GB["valid %"], 50.4);
near(seen.US["valid %"], 56.5);
near(seen.FR["valid %"], 93);
assert.ok(seen.DE["mobile %"] < 5);
assert.strictEqual(seen.DE.reserved, 0);
assert.ok(seen.GB.reserved < 10);
JS
./node_modules/node24/bin/node make.mjs

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check Faker==40.63.0 phonenumbers==9.0.43
venv/bin/python - <<'PY'
import re, faker, phonenumbers

fiction = re.compile(r"^\+44(1(13|14|15|16|17|18|21|31|41|51|61)4960|2079460|1914980|2896496|2890180|2920180|1632960|7700900|8081570|9098790|3069990)")
seen = {}
for locale, region in (("de_DE", "DE"), ("de_AT", "AT"), ("en_GB", "GB")):
    made = faker.Faker(locale)
    faker.Faker.seed(7)
    numbers = [made.phone_number() for _ in range(3000)]
    valid = reserved = 0
    for text in numbers:
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        valid += phonenumbers.is_valid_number(number)
        reserved += bool(fiction.match(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)))
    seen[region] = (valid / 30, reserved)
    print(f"PyPI, {region}: valid {valid / 30:.1f} %, in British ranges for fiction: {reserved} of 3000")
assert abs(seen["DE"][0] - 71.3) < 4 and abs(seen["GB"][0] - 83.2) < 4, seen
assert seen["GB"][1] > 2000, seen
print("As described.")
PY
