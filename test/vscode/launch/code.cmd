@rem Takes the place of VS Code's own program: see standIn.ts.
@if not defined EASEL_NODE set EASEL_NODE=node
@"%EASEL_NODE%" "%~dp0standIn.ts" %*
