"""How each generator is called, and how its version is asked for."""

# build, version: command lines; {bin} is the program. out: the folder a build fills.
# caches: what else a build leaves behind. cases: the folder of the case files.
PEERS = {
    "chancery": {
        "build": ["{bin}", "build"], "version": ["{bin}", "--version"],
        "out": "output", "caches": [".cache"], "cases": "content/cases",
    },
    "hugo": {
        "build": ["{bin}", "build", "--quiet"], "version": ["{bin}", "version"],
        "out": "public", "caches": ["resources"], "cases": "content/cases",
    },
    "zola": {
        "build": ["{bin}", "build"], "version": ["{bin}", "--version"],
        "out": "public", "caches": [], "cases": "content/cases",
    },
    "eleventy": {
        "build": ["{bin}", "--quiet"], "version": ["{bin}", "--version"],
        "out": "_site", "caches": [".cache"], "cases": "src/cases",
    },
    "cobalt": {
        "build": ["{bin}", "build"], "version": ["{bin}", "--version"],
        "out": "_site", "caches": [], "cases": "cases",
    },
    "blades": {
        "build": ["{bin}", "all"], "version": ["{bin}", "version"],
        "out": "public", "caches": [".blades"], "cases": "content",
    },
}


def fill(command, program):
    """The command line with the program put in."""
    return [part.format(bin=program) for part in command]
