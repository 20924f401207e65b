/** Files of recordings: there is no audio here, so a tone stands for each speaker. */
import type { Speaker } from "./entries.js";

const SAMPLES_PER_SECOND = 8000;

/** Hertz. */
const TONE: Readonly<Record<Speaker, number>> = { CUSTOMER: 440, AGENT: 660 };
const LOUDNESS = 8000;

/** A call may have lasted days by a clock that was moved; nobody wants a file of days. */
const LONGEST_MS = 10_000;

/** How samples are written: 16 bits each as they are, or 8 bits by the µ-law of ITU-T G.711, which loses some. */
export type Encoding = "pcm" | "mulaw";
const FORMAT = { pcm: { code: 1, bytes: 2 }, mulaw: { code: 7, bytes: 1 } } as const;

/** A WAV file with a channel for each speaker, of the recording's length up to ten seconds. */
export function toneFile(speakers: readonly Speaker[], milliseconds: number, encoding: Encoding): Buffer<ArrayBuffer> {
    const { code, bytes } = FORMAT[encoding];
    const frames = Math.ceil((Math.min(milliseconds, LONGEST_MS) / 1000) * SAMPLES_PER_SECOND);
    const frameBytes = speakers.length * bytes;
    const file = Buffer.alloc(HEADER + frames * frameBytes);
    writeHeader(file, { code, channels: speakers.length, bytes });
    for (let frame = 0; frame < frames; frame += 1) {
        for (const [channel, speaker] of speakers.entries()) {
            const sample = Math.round(LOUDNESS * Math.sin((2 * Math.PI * TONE[speaker] * frame) / SAMPLES_PER_SECOND));
            const at = HEADER + frame * frameBytes + channel * bytes;
            if (encoding === "pcm") file.writeInt16LE(sample, at);
            else file.writeUInt8(muLaw(sample), at);
        }
    }
    return file;
}

const HEADER = 44;

function writeHeader(
    file: Buffer,
    { code, channels, bytes }: { readonly code: number; readonly channels: number; readonly bytes: number },
) {
    file.write("RIFF", 0);
    file.writeUInt32LE(file.length - 8, 4);
    file.write("WAVEfmt ", 8);
    file.writeUInt32LE(16, 16);
    file.writeUInt16LE(code, 20);
    file.writeUInt16LE(channels, 22);
    file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
    file.writeUInt32LE(SAMPLES_PER_SECOND * channels * bytes, 28);
    file.writeUInt16LE(channels * bytes, 32);
    file.writeUInt16LE(8 * bytes, 34);
    file.write("data", 36);
    file.writeUInt32LE(file.length - HEADER, 40);
}

/** Source: ITU-T G.711, table 2b: sign, segment and step, inverted. */
function muLaw(sample: number): number {
    const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
    const segment = Math.floor(Math.log2(magnitude)) - 7;
    const step = (magnitude >> (segment + 3)) & 0x0f;
    return ~((sample < 0 ? 0x80 : 0) | (segment << 4) | step) & 0xff;
}
