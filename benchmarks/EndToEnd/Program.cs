// Measures whole jobs on this machine, beside the peers where they are to be found, and prints a table for each mode:
//   dotnet run -c Release --project benchmarks/EndToEnd [-- predict --runs 3 --threads 1 2 --provider simd mkl --json]
using Convnet.Benchmarks;

return CommandLine.Run(args);
