using ContactBooks.Server.Commands;

// serve, demo and the operator's commands: each is a class in Commands/<Noun>/.
return await CommandLine.RunAsync(args);
