// Every step that a contributor or .ci/run takes: dotnet cake --target=NAME
//   Build        everything, Release               Test        the README's command
//   Format       checks the layout                 FormatFix   applies it
//   Sources      what no tracked file may hold     Pack        the packages, and what is promised of them
//   Scripts      the examples on few images, and the quickstarts from the packages as a stranger would
//   Widths       the property tests with the C# provider, for each width of its vectors; conformance without Winograd, too
//   Repeat       all tests ten times in a row, with random seeds; not in CI
//   Coverage     how many lines of the core the property tests run; not in CI
//   Mnist        one epoch of the main job with each provider, on real MNIST
//   Mutants      mistakes put into the core, and how many of them the tests find (docs/strength.md); long, and not in CI
//   CI           all but Repeat, Coverage, Mutants    UpdateLock  paket.lock anew, without the feed's address
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Solution = "Convnet.slnx";
const double LeastAccuracy = 0.95; // what any seed reaches after one epoch on MNIST
const double LeastCoverage = 0.95; // of the lines of Convnet.Core, by the property tests

var target = Argument("target", "CI");
var packages = Directory("artifacts/packages");

// Running other programs

ProcessSettings Settings(string arguments, params (string Name, string Value)[] environment) =>
    new()
    {
        Arguments = arguments,
        EnvironmentVariables = environment.ToDictionary(variable => variable.Name, variable => variable.Value),
    };

void Run(string program, string arguments, params (string Name, string Value)[] environment)
{
    Information("> {0} {1}", program, arguments);
    var exitCode = StartProcess(program, Settings(arguments, environment));
    if (exitCode != 0)
        throw new CakeException($"`{program} {arguments}` ended with exit code {exitCode}.");
}

string[] Lines(string program, string arguments, params (string Name, string Value)[] environment)
{
    Information("> {0} {1}", program, arguments);
    var settings = Settings(arguments, environment);
    settings.RedirectStandardOutput = true;
    var exitCode = StartProcess(program, settings, out var output);
    var lines = output.ToArray();
    if (exitCode != 0)
        throw new CakeException($"`{program} {arguments}` ended with exit code {exitCode}: {string.Join('\n', lines)}");
    return lines;
}

void Require(bool holds, string message)
{
    if (!holds)
        throw new CakeException(message);
}

// A line is "E address" for an enabled feed, with more letters for a machine's or an official one.
string[] Feeds() =>
    Lines("dotnet", "nuget list source --format short")
        .Where(line => line.StartsWith("E", StringComparison.Ordinal))
        .Select(line => line.Substring(line.IndexOf(' ') + 1).Trim())
        .ToArray();

// Paket asks for it in every project; without it, it says so in every project.
Setup(context => System.Environment.SetEnvironmentVariable("NUGET_FEED", EnvironmentVariable("NUGET_FEED") ?? Feeds().First()));

// Build, test, layout

Task("Build").Does(() => Run("dotnet", $"build {Solution} -c Release --nologo"));

Task("Test").Does(() => Run("dotnet", "test"));

// What starts other programs.
string[] processes = ["SnippetTests", "MnistProgramTests", "FashionMnistProgramTests", "ChapterProgramTests", "EndToEndProgramTests", "DownloadTests"];

// The tests above run with the provider that this machine chooses; here the C# one with each of its vector widths. What starts other programs is left out.
Task("Widths").Does(() =>
{
    var tests = "Convnet.PropertyTests/bin/Release/net10.0/Convnet.PropertyTests.dll";
    var arguments = $"{tests} {string.Join(' ', processes.Select(name => $"-class- Convnet.PropertyTests.{name}"))}";
    (string Name, string Value)[][] widths =
    [
        [("CONVNET_PROVIDER", "simd")],
        [("CONVNET_PROVIDER", "simd"), ("DOTNET_EnableAVX512", "0")],
        [("CONVNET_PROVIDER", "simd"), ("DOTNET_EnableAVX2", "0")],
    ];
    foreach (var width in widths)
        Run("dotnet", arguments, width);
    Run("dotnet", $"{tests} -class Convnet.PropertyTests.ConformanceTests", ("CONVNET_PROVIDER", "simd"), ("CONVNET_WINOGRAD", "0"));
});

// The report is artifacts/coverage/coverage.cobertura.*.xml. Left out are what starts other programs, the test of what the assembly references, which is more
// when it counts, and the lines of Workers, whose method that ends in an endless loop with a lock becomes an invalid program.
Task("Coverage").Does(() =>
{
    var folder = MakeAbsolute(Directory("artifacts/coverage"));
    CleanDirectory(folder);
    string[] arguments =
    [
        $"test --project Convnet.PropertyTests -c Release -p:Coverage=true --results-directory \"{folder}\" --coverlet --coverlet-output-format cobertura",
        "--coverlet-single-hit --coverlet-include [Convnet.Core]* --coverlet-exclude [Convnet.Core]Convnet.Workers",
        .. processes.Except(["DownloadTests"]).Append("PackagingTests").Select(name => $"--filter-not-class Convnet.PropertyTests.{name}"),
    ];
    Run("dotnet", string.Join(' ', arguments));
    var files = XDocument
        .Load(GetFiles($"{folder}/coverage.cobertura.*.xml").Single().FullPath)
        .Descendants("class")
        .GroupBy(type => (string)type.Attribute("filename"))
        .Select(types =>
        {
            // A line of a local function or a lambda stands in two methods.
            var lines = types.Descendants("line").GroupBy(line => (int)line.Attribute("number"), line => (long)line.Attribute("hits"));
            return (Path: types.Key, Count: lines.Count(), Missed: lines.Where(hits => hits.Max() == 0).Select(hits => hits.Key).Order().ToArray());
        })
        .ToArray();

    double Covered(IEnumerable<(string Path, int Count, int[] Missed)> some) => 1 - ((double)some.Sum(file => file.Missed.Length) / some.Sum(file => file.Count));

    foreach (var file in files.Where(file => file.Missed.Length > 0).OrderBy(file => file.Missed.Length))
        Information("{0} of {1} lines of {2} are missed: {3}", file.Missed.Length, file.Count, file.Path, string.Join(' ', file.Missed));
    foreach (var part in files.GroupBy(file => file.Path.Split('/', '\\')[0]).OrderBy(Covered))
        Information("{0,6:0.0} %  {1}", 100 * Covered(part), part.Key);
    Information("{0,6:0.0} %  of {1} lines", 100 * Covered(files), files.Sum(file => file.Count));
    Require(Covered(files) >= LeastCoverage, $"The property tests run {Covered(files):P1} of the lines of Convnet.Core; at least {LeastCoverage:P0} are meant.");
});

Task("Mutants").IsDependentOn("Build").Does(() => Run("dotnet", $"run build/mutate.cs -- {Argument("mutants", 250)}"));

// No test may depend on what happens to be drawn: the suite passes again and again, each time with other seeds.
Task("Repeat").Does(() =>
{
    for (var time = 1; time <= 10; time++)
    {
        Information("Run {0} of 10", time);
        Run("dotnet", time == 1 ? "test" : "test --no-build");
    }
});

Task("Format").Does(() =>
{
    Run("dotnet", "csharpier check .");
    Run("dotnet", "fantomas --check .");
});

Task("FormatFix").Does(() =>
{
    Run("dotnet", "csharpier format .");
    Run("dotnet", "fantomas .");
});

// What no tracked file may hold

var sourceExtensions = new[] { ".cs", ".fs", ".fsi", ".fsx", ".cake", ".csproj", ".fsproj", ".proj", ".props", ".targets" };

Task("Sources").Does(() =>
{
    var unfinished = new Regex(@"\b(NotImplemented[E]xception|TO[D]O|FIX[M]E|HA[C]K)\b");
    var feedPath = new Regex(@"https?://\S+/v3/index\.json");
    var feedHosts = Feeds().Where(feed => feed.StartsWith("http")).Select(feed => new Uri(feed).Host).ToArray();
    var tracked = Lines("git", "ls-files").Where(System.IO.File.Exists).ToArray();
    foreach (var path in tracked)
    {
        var text = System.IO.File.ReadAllText(path);
        Require(!feedPath.IsMatch(text) && !feedHosts.Any(text.Contains), $"{path} names the address of a package feed.");
        var isSource = sourceExtensions.Contains(System.IO.Path.GetExtension(path)) && !path.StartsWith(".paket/");
        if (isSource && unfinished.Match(text) is { Success: true } word)
            throw new CakeException($"{path} holds the word {word.Value}: finish it, or file an issue.");
    }

    var solutions = tracked.Where(path => !path.Contains('/') && Regex.IsMatch(path, @"\.slnx?$"));
    Require(solutions.SequenceEqual([Solution]), $"{Solution} must be the only solution at the root.");
    var listed = XDocument.Load(Solution).Descendants("Project").Select(project => (string)project.Attribute("Path"));
    var missing = tracked.Where(path => Regex.IsMatch(path, @"\.(cs|fs)proj$")).Except(listed).ToArray();
    Require(missing.Length == 0, $"{Solution} lacks {string.Join(", ", missing)}.");
    Information("{0} tracked files are clean.", tracked.Length);
});

// Packages

string[] Entries(string package)
{
    using var archive = ZipFile.OpenRead(package);
    return archive.Entries.Select(entry => entry.FullName).ToArray();
}

XElement Nuspec(string package)
{
    using var archive = ZipFile.OpenRead(package);
    using var stream = archive.Entries.Single(entry => entry.FullName.EndsWith(".nuspec")).Open();
    var root = XDocument.Load(stream).Root;
    foreach (var element in root.DescendantsAndSelf())
        element.Name = element.Name.LocalName;
    return root.Element("metadata");
}

void CheckPackage(string id, bool hasAssembly, string[] dependencies)
{
    var version = System.IO.Path.GetFileName(GetFiles($"{packages}/Convnet.Core.*.nupkg").Single().FullPath)["Convnet.Core.".Length..^".nupkg".Length];
    var package = $"{packages}/{id}.{version}.nupkg";
    Require(FileExists(package), $"{package} was not packed.");
    var metadata = Nuspec(package);
    var found = metadata.Descendants("dependency").ToDictionary(d => (string)d.Attribute("id"), d => (string)d.Attribute("version"));
    Require(found.Keys.Order().SequenceEqual(dependencies.Order()), $"{id} depends on {string.Join(", ", found.Keys)} instead of {string.Join(", ", dependencies)}.");
    foreach (var (name, range) in found)
        Require(!Regex.IsMatch(range, @"^\[[^,]*\]$"), $"{id} asks for exactly {name} {range}: give a range in paket.dependencies.");

    var entries = Entries(package);
    Require(entries.Contains("README.md") && metadata.Element("readme")?.Value == "README.md", $"{id} has no README.");
    Require(metadata.Element("license")?.Value == "MIT", $"{id} has no licence expression.");
    Require(entries.Any(entry => entry.EndsWith(".dll")) == hasAssembly, $"{id} {(hasAssembly ? "lacks its" : "has an")} assembly.");
    if (!hasAssembly)
        return;

    Require(entries.Contains($"lib/net10.0/{id}.xml"), $"{id} has no XML documentation.");
    var symbols = System.IO.Path.ChangeExtension(package, ".snupkg");
    Require(FileExists(symbols) && Entries(symbols).Contains($"lib/net10.0/{id}.pdb"), $"{id} has no symbols package.");
}

Task("Pack").Does(() =>
{
    CleanDirectory(packages);
    // A build for others: source paths in the symbols are relative to the repository.
    Run("dotnet", $"pack {Solution} -c Release --nologo -p:ContinuousIntegrationBuild=true");
    CheckPackage("Convnet.Core", hasAssembly: true, ["MathNet.Numerics", "System.Numerics.Tensors"]);
    CheckPackage("Convnet.FsCheck", hasAssembly: true, ["Convnet.Core", "FsCheck", "FSharp.Core"]);
    CheckPackage("Convnet.Functional", hasAssembly: true, ["Convnet.Core", "FSharp.Core"]);
    CheckPackage("Convnet.Mkl", hasAssembly: false, ["MathNet.Numerics.Providers.MKL"]);
    var packed = GetFiles($"{packages}/*.nupkg");
    Require(packed.Count == 4, $"Four packages are meant, but there are {string.Join(", ", packed.Select(file => file.GetFilename()))}.");
    var core = new FileInfo(GetFiles($"{packages}/Convnet.Core.*.nupkg").Single().FullPath);
    Require(core.Length < 1_000_000, $"Convnet.Core has {core.Length:N0} bytes; 1 MB is promised.");
    Information("Four packages, Convnet.Core has {0:N0} bytes.", core.Length);
});

// Scripts

string Captured(string arguments, params (string Name, string Value)[] environment)
{
    var settings = Settings(arguments, environment);
    settings.RedirectStandardOutput = settings.RedirectStandardError = true;
    var exitCode = StartProcess("dotnet", settings, out var output, out var errors);
    var text = string.Join('\n', output.Concat(errors));
    Require(exitCode == 0, $"`dotnet {arguments}` ended with exit code {exitCode}:\n{text}");
    Require(!Regex.IsMatch(text, @"\bwarning\b"), $"`dotnet {arguments}` prints a warning:\n{text}");
    return text;
}

void RunScript(string arguments, params (string Name, string Value)[] environment)
{
    var watch = System.Diagnostics.Stopwatch.StartNew();
    Captured($"{arguments} --quick", [("CONVNET_DATA", ""), .. environment]);
    Information("{0,5:0.0} s  dotnet {1}", watch.Elapsed.TotalSeconds, arguments);
}

// In a folder of its own and with a package folder of its own, so that nothing of this repository or of earlier runs helps.
void RunAsStranger(string script, Func<string, string> edit, string command)
{
    var folder = Directory(System.IO.Directory.CreateTempSubdirectory("convnet-").FullName);
    var copy = $"{folder}/{System.IO.Path.GetFileName(script)}";
    System.IO.File.WriteAllText(copy, edit(System.IO.File.ReadAllText(script)));
    RunScript($"{command} \"{copy}\"", ("NUGET_PACKAGES", $"{folder}/packages"));
    DeleteDirectory(folder, new DeleteDirectorySettings { Recursive = true, Force = true });
}

// One after another: each builds the core first.
void RunPrograms()
{
    foreach (var file in GetFiles("examples/*.cs"))
        RunScript($"run -c Release examples/{file.GetFilename()} --");
}

Task("Scripts").Does(() =>
{
    var feed = MakeAbsolute(packages).FullPath;
    string[] notLessons = ["convnet.fsx", "quickstart.fsx"];
    var lessons = GetFiles("examples/*.fsx").Where(file => !notLessons.Contains(file.GetFilename().FullPath));
    Action[] runs =
    [
        () => RunAsStranger("examples/quickstart.fsx", text => $"#i \"nuget: {feed}\"\n{text}", "fsi --quiet --nologo"),
        () => RunAsStranger(
            "examples/quickstart.cs",
            text => text.Replace("#:project ../Convnet.Core/Convnet.Core.csproj", $"#:package Convnet.Core@*\n#:property RestoreAdditionalProjectSources={feed}"),
            "run"),
        RunPrograms,
        .. lessons.Select(file => (Action)(() => RunScript($"fsi --quiet --nologo examples/{file.GetFilename()}"))),
    ];
    System.Threading.Tasks.Parallel.ForEach(
        System.Collections.Concurrent.Partitioner.Create(runs, System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering),
        new System.Threading.Tasks.ParallelOptions { MaxDegreeOfParallelism = 2 },
        run => run());
    Information("{0} scripts ran.", runs.Length);
});

// The main job

string Shared() => EnvironmentVariable("CONVNET_SHARED") ?? "../shared";

bool MklIsInstalled()
{
    string[] names = ["libmkl_rt.so", "libmkl_rt.so.1", "libmkl_rt.so.2", "libmkl_rt.dylib", "mkl_rt.2.dll", "mkl_rt.dll"];
    return names.Any(name => NativeLibrary.TryLoad(name, out _));
}

void TrainOneEpoch(string provider)
{
    var data = MakeAbsolute(Directory(Shared())).FullPath + "/data/mnist";
    var arguments = $"run -c Release --project examples/Mnist -- --data \"{data}\" --epochs 1 --json";
    var lines = Lines("dotnet", arguments, ("CONVNET_PROVIDER", provider));
    foreach (var line in lines)
        Information("{0}", line);
    using var last = JsonDocument.Parse(lines.Last(line => line.StartsWith('{')));
    var accuracy = last.RootElement.GetProperty("testAccuracy").GetDouble();
    Require(accuracy >= LeastAccuracy, $"One epoch with {provider} reached a test accuracy of {accuracy}; at least {LeastAccuracy} is meant.");
}

Task("Mnist").Does(() =>
{
    if (!DirectoryExists($"{Shared()}/data/mnist"))
    {
        Warning("SKIPPED: no MNIST in {0}/data/mnist (CONVNET_SHARED names another folder than ../shared).", Shared());
        return;
    }

    TrainOneEpoch("simd");
    if (MklIsInstalled())
        TrainOneEpoch("mkl");
    else
        Warning("SKIPPED: the main job with mkl, because libmkl_rt is not installed.");
});

// Housekeeping

Task("UpdateLock").Does(() =>
{
    Run("dotnet", "paket install");
    var feed = EnvironmentVariable("NUGET_FEED");
    var text = System.IO.File.ReadAllText("paket.lock");
    System.IO.File.WriteAllText("paket.lock", text.Replace($"remote: {feed}", "remote: %NUGET_FEED%"));
    // Paket rewrites its import in the project files in a layout of its own.
    foreach (var project in GetFiles("./**/*.{csproj,fsproj}"))
        System.IO.File.WriteAllText(project.FullPath, System.IO.File.ReadAllText(project.FullPath).Replace(@".paket\Paket", ".paket/Paket").Replace(@"..\", "../"));
    Run("dotnet", "csharpier format .");
});

Task("CI")
    .IsDependentOn("Format")
    .IsDependentOn("Sources")
    .IsDependentOn("Test")
    .IsDependentOn("Build")
    .IsDependentOn("Widths")
    .IsDependentOn("Pack")
    .IsDependentOn("Scripts")
    .IsDependentOn("Mnist");

RunTarget(target);
