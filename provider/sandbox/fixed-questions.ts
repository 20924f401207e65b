/**
 * What no source says either, and is no switch: the other answers would change a name or a number, not how a program has to behave.
 * docs/gateway-assumptions.md is made from this list and from the switches.
 */
export const FIXED: readonly { readonly question: string; readonly answer: string; readonly reason: string }[] = [
    {
        question: "How long may the name of a unit be, and must it be unique?",
        answer: "1 to 200 characters after trimming; not unique.",
        reason: "A name is never an id, so nothing depends on it.",
    },
    {
        question: "What is dialog data storage called on the wire?",
        answer: "storeDialogData.",
        reason: "The other five names are known; one word in one mapper to change.",
    },
    { question: "How long is one month?", answer: "30 days.", reason: "The wire takes milliseconds." },
    {
        question: "Which dialog periods can be chosen?",
        answer: "Exactly the five that the console lists; any other may be read and is kept as it is.",
        reason: "The manual names no other.",
    },
    {
        question: "Which recording periods can be chosen?",
        answer: "The five names and any whole number of minutes, hours, days or weeks.",
        reason: "No source lists them, and the wire takes any.",
    },
    {
        question: "Which defaults does the console have for a new unit, beside the 10 minutes?",
        answer: "Outbound calls off, recordings off, recordings kept 1 week, numbers not anonymized, dialog data stored.",
        reason: "We never rely on them: a create sends all six settings.",
    },
    {
        question: "Does an update of an inactive unit fail?",
        answer: "400 UNIT_INACTIVE.",
        reason: "The provider never sends one: it restores first.",
    },
    { question: "Does deleting an inactive unit fail?", answer: "204 again.", reason: "Either way the unit is inactive afterwards." },
    {
        question: "Can a unit be restored, made or moved under an inactive one?",
        answer: "400 PARENT_INACTIVE.",
        reason: "The provider works from the top down.",
    },
    {
        question: "What do bots see of a suppressed number that is anonymized?",
        answer: "An empty text.",
        reason: "There is nothing to hash.",
    },
    {
        question: "What happens to stored recordings when recordings are switched off?",
        answer: "They stay until they are due.",
        reason: "The switch is about new recordings.",
    },
    {
        question: "Which error codes and field references does an error carry?",
        answer: "Those of the contract that the embedded gateway speaks.",
        reason: "One table in the client maps them.",
    },
];
