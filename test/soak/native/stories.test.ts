/** Every story of a tenant's life through the plugin: units are passed as resources, and nobody tells what the classes would. */
import { STORIES } from "../../engine/stories/all.js";
import { tell } from "../../engine/stories/story.js";

test.each(STORIES)("$name", async (story) => {
    await tell(story, {}, false, "native");
});
