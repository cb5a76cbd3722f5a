/** The browser in which all six stories are worked: each officer signs in once. */
import { browser } from "../fixture.mjs";

export const house = browser();
