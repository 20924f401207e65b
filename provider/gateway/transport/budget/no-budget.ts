/** The budget could not be asked: thrown inside a call, which says what was not sent. */
export class NoBudget extends Error {
    /** @param place host and database, without credentials · @param reason without any text of the server's, which may repeat what it was sent */
    constructor(
        readonly place: string,
        readonly reason: string,
    ) {
        super(`${place}: ${reason}`);
    }
}

/** The library that talks to PostgreSQL is not installed. */
export class NoClient extends Error {}
