/** A record of processing as a document to read, to file and to fill in. */
import type { ControllerRecord, ProcessingEntry, ProcessingRecord } from "../../inventory/processing.js";
import { inMarkdown } from "./table.js";

const bullets = (title: string, texts: readonly string[]): string =>
    [`**${title}**`, "", ...(texts.length === 0 ? ["- none known"] : texts.map((text) => `- ${inMarkdown(text)}`))].join("\n");

const processing = ({ project, token, categories, recipients, erasure, measures }: ProcessingEntry): readonly string[] => [
    `### ${inMarkdown(project)}`,
    `Token ${token}`,
    bullets("Categories of data", categories),
    bullets("Recipients", recipients),
    bullets("Erasure (start point + standard period)", erasure),
    bullets("Measures", measures),
];

const controller = ({ controller: name, token, inactive, ...record }: ControllerRecord): readonly string[] => [
    `## Controller: ${inMarkdown(name)}${inactive ? " (inactive)" : ""}`,
    [
        `- Token: ${token}`,
        `- Contact, data protection officer: ${record.contact}`,
        `- Purposes: ${record.purposes}`,
        `- Legal basis: ${record.legalBasis}`,
        `- Data subjects: ${record.dataSubjects}`,
    ].join("\n"),
    ...(record.processing.length === 0 ? ["No project: nothing is processed."] : record.processing.flatMap(processing)),
];

export function recordDocument({ at, endpoint, processor, controllers, notes }: ProcessingRecord): string {
    const paragraphs = [
        "# Record of processing activities",
        `As the gateway at ${inMarkdown(endpoint)} stood on ${at}. Articles 30(1) and 30(2) GDPR, as far as the gateway knows; what it cannot know is open.`,
        `**Processor:** ${inMarkdown(processor)}`,
        ...controllers.flatMap(controller),
        "## Notes",
        notes.map((note) => `- ${inMarkdown(note)}`).join("\n"),
    ];
    return `${paragraphs.join("\n\n")}\n`;
}
