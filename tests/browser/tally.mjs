// Counts checks. A check that throws has failed, and is printed in one line; the others are silent.

/** An empty tally: `check(name, body)` runs a check, `passed` and `failed` are how many there were so far. */
export function newTally() {
  const tally = { passed: 0, failed: 0 };
  tally.check = async (name, body) => {
    try {
      await body();
      tally.passed += 1;
    } catch (error) {
      tally.failed += 1;
      console.log(`FAILED ${name}: ${String(error.message).replaceAll(/\s+/g, " ").slice(0, 600)}`);
    }
  };
  return tally;
}
