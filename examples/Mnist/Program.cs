using System.CommandLine;

var command = new RootCommand("Trains the MNIST convnet and prints its test accuracy.");
return command.Parse(args).Invoke();
