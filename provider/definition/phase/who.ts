import type { Told } from "../../told.js";

/** A resource of a run. */
export interface Who {
    /** Logical name, for messages. Several may have it, below different components. */
    readonly by: string;
    /** Of this resource alone. */
    readonly identity: string;
}

export const whoIs = (by: string, { identity = by }: Told): Who => ({ by, identity });

/** How a message to one resource names another. */
export const named = (other: Who, to: Who): string => (other.by === to.by ? `another resource named ${other.by}` : other.by);
