// Takes the place of @vscode/native-watchdog, which would have to be compiled: VS Code's own script looks after its
// parent once a second anyway, this one only did so while that script hung.
exports.start = () => undefined;
/** @param {number} [code] */
exports.exit = code => process.exit(code);
