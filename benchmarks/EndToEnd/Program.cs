// Measures whole jobs on this machine, beside the peers where they are to be found, and prints one table:
//   dotnet run -c Release --project benchmarks/EndToEnd [-- train --runs 3 --threads 1 2 --provider simd mkl --json]
using Convnet.Benchmarks;

return CommandLine.Run(args);
