/**
 * Six of the Ombudsman's cases, each worked by officers on the pages: at every moment at which a council went wrong, Holdfast does not let it.
 * The people are invented; what happens to them happened. A test carries the number of its moment in the case.
 *
 * One story: node --test --test-name-pattern=Tessa browser-tests/six-stories.test.mjs
 */
import "./six-stories/tessa.mjs";
import "./six-stories/karen.mjs";
import "./six-stories/barbara.mjs";
import "./six-stories/naomi.mjs";
import "./six-stories/seren.mjs";
import "./six-stories/brent-ealing.mjs";
