// After a build (Release) of Convnet.PropertyTests. How strong the tests are: small mistakes are made in the core, one at a time, and each should make a test fail.
//   dotnet run build/mutate.cs -- [how many mutants, 250] [part of a file's path, "" for all] [a file with lines of an earlier run: only these]
// All mutants are compiled into one assembly, each behind the environment variable CONVNET_MUTANT, in a copy of the tests' folder, artifacts/mutants-…. A mutant first meets
// the tests of its own folder, and those that it survives all others but those that start programs.
#:package Microsoft.CodeAnalysis.CSharp@5.12.0
#:property PublishAot=false
#:property NoWarn=CA1303;CA1305;CA1852;CS1591

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

const string Tests = "Convnet.PropertyTests";
string[] folders = ["Layers", "Combinators", "Activations", "Losses", "Optimizers"];
string[] programs =
[
    "SnippetTests",
    "MnistProgramTests",
    "FashionMnistProgramTests",
    "ChapterProgramTests",
    "EndToEndProgramTests",
    "DownloadTests",
];
var count = args.Length > 0 ? int.Parse(args[0]) : 250;
var part = args.Length > 1 ? args[1] : "";
var again = args.Length > 2 ? File.ReadAllLines(args[2]) : null;
var workers = Environment.ProcessorCount;

var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
var sources = Directory
    .EnumerateFiles("Convnet.Core", "*.cs", SearchOption.AllDirectories)
    .Select(path => path.Replace('\\', '/'))
    .Where(path =>
        !path.Contains("/bin/")
        && (!path.Contains("/obj/") || (path.Contains("/obj/Release/") && !path.Contains(".NETCoreApp")))
    )
    .Order(StringComparer.Ordinal)
    .ToDictionary(path => path, path => CSharpSyntaxTree.ParseText(Sourced(File.ReadAllText(path)), options, path));
var attributes = CSharpSyntaxTree.ParseText(
    "internal static class Mutant { internal static readonly int Active = int.Parse(System.Environment.GetEnvironmentVariable(\"CONVNET_MUTANT\") ?? \"-1\"); }",
    options,
    "Mutant.cs"
);
var built = $"{Tests}/bin/Release/net10.0";
var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
    .Split(Path.PathSeparator)
    .Where(path => !Path.GetFileName(path).StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
    .Concat(["MathNet.Numerics.dll", "System.Numerics.Tensors.dll"])
    .Select(path => MetadataReference.CreateFromFile(Path.IsPathRooted(path) ? path : $"{built}/{path}"))
    .ToList();
var original = Compile(sources.Values);
var mutants = Sample();

// What does not compile is left out.
CSharpCompilation compilation;
while (true)
{
    compilation = Compile(sources.Values.Select(Mutated));
    var failed = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
    if (failed.Count == 0)
        break;
    var bad = failed.Select(NumberAt).ToHashSet();
    if (bad.Contains(-1))
        throw new InvalidOperationException(string.Join('\n', failed.Where(d => NumberAt(d) < 0).Take(5)));
    mutants = [.. mutants.Where(mutant => !bad.Contains(mutant.Number))];
}

mutants =
[
    .. mutants
        .Take(count)
        .Where(mutant => again?.Any(line => line.EndsWith($"{mutant}", StringComparison.Ordinal)) ?? true),
];

// Within the repository, which tests look for above themselves.
var folder = Directory.CreateDirectory($"artifacts/mutants-{Environment.ProcessId}").FullName;
foreach (var file in Directory.EnumerateFiles(built, "*", SearchOption.AllDirectories))
{
    var copy = Path.Combine(folder, Path.GetRelativePath(built, file));
    Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
    File.Copy(file, copy);
}

using (var assembly = File.Create($"{folder}/Convnet.Core.dll"))
{
    var emitted = compilation.Emit(assembly);
    if (!emitted.Success)
        throw new InvalidOperationException(
            string.Join('\n', emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error))
        );
}

Console.WriteLine($"{mutants.Count} mutants in {mutants.Select(mutant => mutant.Path).Distinct().Count()} files.");
var classes = Directory
    .EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories)
    .Where(path => !path.Contains("/obj/"))
    .Select(path => (Path: path, Text: File.ReadAllText(path)))
    .Where(file => Regex.IsMatch(file.Text, @"\[(Fact|Property|Theory)"))
    .Select(file => (file.Path, Name: Regex.Match(file.Text, @"public sealed (partial )?class (\w+)").Groups[2].Value))
    .Where(test =>
        !programs.Contains(test.Name) && test.Name is not ("PublicSurfaceTests" or "PackagingTests" or "MklFilesTests")
    )
    .ToList();
var near = folders.ToDictionary(name => name, Near);
var others = near.ToDictionary(pair => pair.Key, pair => classes.Select(test => test.Name).Except(pair.Value).ToList());
var missed = Survivors("its folder's tests", mutants, near);
var survivors = Survivors("all tests", missed, others);
Directory.Delete(folder, recursive: true);
Console.WriteLine("Survivors:");
foreach (var mutant in survivors.OrderBy(mutant => mutant.Path, StringComparer.Ordinal).ThenBy(mutant => mutant.Line))
    Console.WriteLine($"- {mutant}");

List<Change> Survivors(string what, List<Change> of, IReadOnlyDictionary<string, List<string>> met)
{
    // An endless loop is a failure, too: what takes far longer than the tests do without a mutant.
    var limits = of.Select(FolderOf).Distinct().ToDictionary(name => name, name => Limit(met[name]));
    var left = new ConcurrentBag<Change>();
    Parallel.ForEach(
        Partitioner.Create(of, EnumerablePartitionerOptions.NoBuffering),
        new ParallelOptions { MaxDegreeOfParallelism = workers },
        mutant =>
        {
            var verdict = Run(mutant.Number, met[FolderOf(mutant)], limits[FolderOf(mutant)]);
            if (verdict == Verdict.Survived)
                left.Add(mutant);
            Console.WriteLine($"{verdict, -9} {mutant}");
        }
    );
    var killed = mutants.Count - left.Count;
    Console.WriteLine(
        $"\n{killed} of {mutants.Count} mutants were killed by {what}: {100.0 * killed / mutants.Count:F1} %.\n"
    );
    return [.. left];
}

static string FolderOf(Change mutant) => mutant.Path.Split('/')[1];

TimeSpan Limit(List<string> names)
{
    var clock = Stopwatch.StartNew();
    return Run(-1, names, TimeSpan.FromMinutes(20)) == Verdict.Survived
        ? TimeSpan.FromMinutes(1) + (4 * clock.Elapsed)
        : throw new InvalidOperationException("The tests fail without any mutant.");
}

// Source generators do not run here, so that what they would write is written by hand.
static string Sourced(string text) =>
    Regex.Replace(
        text,
        @"\[GeneratedRegex\((.*)\)\]\s*private static partial Regex (\w+)\(\);",
        "private static Regex $2() => new($1);"
    );

CSharpCompilation Compile(IEnumerable<SyntaxTree> trees) =>
    CSharpCompilation.Create(
        "Convnet.Core",
        trees.Append(attributes),
        references,
        new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            allowUnsafe: true,
            nullableContextOptions: NullableContextOptions.Enable
        )
    );

List<string> Near(string name)
{
    string[] laws =
    [
        "LayerLawTests",
        "ReferenceTests",
        "LossLawTests",
        "StructureLawTests",
        "CombinatorLawTests",
        "InvalidCompositionTests",
    ];
    return
    [
        .. classes.Where(test => test.Path.Contains($"/{name}/") || laws.Contains(test.Name)).Select(test => test.Name),
    ];
}

Verdict Run(int mutant, IReadOnlyCollection<string> names, TimeSpan limit)
{
    var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
    foreach (
        var argument in (string[])
            [
                $"{folder}/{Tests}.dll",
                "-stopOnFail",
                .. names.SelectMany(name => (string[])["-class", $"{Tests}.{name}"]),
            ]
    )
        start.ArgumentList.Add(argument);
    start.Environment["CONVNET_MUTANT"] = $"{mutant}";

    // A wrong size must not take the machine's memory.
    start.Environment["DOTNET_GCHeapHardLimit"] = "0x100000000";
    using var process = Process.Start(start)!;
    var failed = false;
    process.OutputDataReceived += (_, line) =>
    {
        // One failure is enough: the others need not be shrunk.
        if (line.Data?.Contains("[FAIL]") == true && !failed)
        {
            failed = true;
            if (mutant < 0)
                Console.WriteLine(line.Data);
            process.Kill(entireProcessTree: true);
        }
    };
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    if (!process.WaitForExit(limit))
    {
        process.Kill(entireProcessTree: true);
        return Verdict.Timeout;
    }

    return failed ? Verdict.Killed
        : process.ExitCode == 0 ? Verdict.Survived
        : Verdict.Crashed;
}

// The same number from each file, chosen by a hash of what is changed: another commit has the same mutants where it has the same lines.
List<Change> Sample()
{
    var files = sources
        .Where(source => folders.Contains(source.Key.Split('/')[1]) && source.Key.Contains(part))
        .Select(source =>
            Changes(source.Key, source.Value)
                .OrderBy(change => Hash($"{change.Path} {change.From} {change.To} {change.Text}"))
                .ToList()
        )
        .ToList();
    var most = files.Select(file => file.Count).DefaultIfEmpty().Max();

    // Some will not compile.
    return
    [
        .. Enumerable
            .Range(0, most)
            .SelectMany(i => files.Where(file => i < file.Count).Select(file => file[i]))
            .Take(count + (count / 4))
            .Select((change, i) => change with { Number = i }),
    ];
}

static uint Hash(string text) => text.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u);

IEnumerable<Change> Changes(string path, SyntaxTree tree)
{
    var model = original.GetSemanticModel(tree);
    foreach (var node in tree.GetRoot().DescendantNodes().OfType<ExpressionSyntax>().Where(IsCode))
    foreach (var text in Mistakes(node, model).Distinct())
        yield return new(
            0,
            path,
            node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
            node.SpanStart,
            node.Span.End,
            $"{node}",
            text
        );
}

// Constants, patterns and messages are no code that a mistake can be put into behind a switch, or none that matters.
static bool IsCode(SyntaxNode node) => !node.Ancestors().Any(IsNoCode);

static bool IsNoCode(SyntaxNode node) =>
    node switch
    {
        FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.Modifiers.Any(SyntaxKind.ConstKeyword),
        MethodDeclarationSyntax method => method.Identifier.Text
            is "ToString"
                or "GetHashCode"
                or "Explain"
                or "ExplainSpread",
        _ => node
            is AttributeSyntax
                or ThrowExpressionSyntax
                or ThrowStatementSyntax
                or InterpolatedStringExpressionSyntax
                or ParameterSyntax
                or PatternSyntax
                or SwitchLabelSyntax
                or EnumMemberDeclarationSyntax,
    };

static IEnumerable<string> Mistakes(ExpressionSyntax node, SemanticModel model)
{
    switch (node)
    {
        case BinaryExpressionSyntax binary
            when model.GetTypeInfo(binary).Type?.SpecialType != SpecialType.System_String:
            var (left, right) = (binary.Left.ToString(), binary.Right.ToString());
            foreach (var other in Others(binary.OperatorToken.Text))
                yield return $"{left} {other} {right}";
            if (binary.OperatorToken.Text is "+" or "-" or "*" or "/")
                yield return left;
            if (binary.OperatorToken.Text is "-" or "/")
                yield return $"{right} {binary.OperatorToken.Text} {left}";
            break;
        case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression):
            yield return $"{literal} + 1";
            break;
        case LiteralExpressionSyntax literal
            when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression:
            yield return literal.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true";
            break;
        case PrefixUnaryExpressionSyntax { OperatorToken.Text: "-" or "!" } unary:
            yield return unary.Operand.ToString();
            break;
        case ConditionalExpressionSyntax choice:
            yield return $"{choice.Condition} ? {choice.WhenFalse} : {choice.WhenTrue}";
            break;
        case AssignmentExpressionSyntax { OperatorToken.Text: "+=" or "-=" or "*=" } assignment:
            yield return $"{assignment.Left} {(assignment.OperatorToken.Text == "+=" ? "-=" : "+=")} {assignment.Right}";
            break;
        case InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "Max" or "Min" } method
        } call:
            yield return $"{method.Expression}.{(method.Name.Identifier.Text == "Max" ? "Min" : "Max")}{call.ArgumentList}";
            break;
        default:
            break;
    }

    static string[] Others(string token) =>
        token switch
        {
            "+" => ["-"],
            "-" => ["+"],
            "*" => ["/"],
            "/" => ["*"],
            "%" => ["/"],
            "<" => ["<=", ">"],
            "<=" => ["<"],
            ">" => [">=", "<"],
            ">=" => [">"],
            "==" => ["!="],
            "!=" => ["=="],
            "&&" => ["||"],
            "||" => ["&&"],
            _ => [],
        };
}

SyntaxTree Mutated(SyntaxTree tree)
{
    var here = mutants
        .Where(mutant => mutant.Path == tree.FilePath)
        .ToLookup(mutant => (mutant.From, mutant.To, mutant.Original));
    if (here.Count == 0)
        return tree;
    var root = tree.GetRoot();
    var nodes = root.DescendantNodes()
        .OfType<ExpressionSyntax>()
        .Where(node => here.Contains((node.SpanStart, node.Span.End, $"{node}")))
        .ToList();
    var changed = root.ReplaceNodes(
        nodes,
        (node, inner) =>
        {
            var text = here[(node.SpanStart, node.Span.End, $"{node}")]
                .Aggregate(
                    $"{inner.WithoutTrivia()}",
                    (otherwise, mutant) =>
                        $"(global::Mutant.Active == {mutant.Number} ? ({mutant.Text}) : ({otherwise}))"
                );
            return SyntaxFactory.ParseExpression(text).WithTriviaFrom(inner);
        }
    );
    return CSharpSyntaxTree.ParseText(changed.ToFullString(), options, tree.FilePath);
}

// The number of the mutant in which something does not compile.
static int NumberAt(Diagnostic diagnostic)
{
    var place = diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan);
    var switches = place
        ?.AncestorsAndSelf()
        .Concat(place.Parent?.DescendantNodes() ?? [])
        .Select(node => Regex.Match($"{node}", @"global::Mutant\.Active == (\d+)"))
        .FirstOrDefault(match => match.Success);
    return switches is null ? -1 : int.Parse(switches.Groups[1].Value);
}

/// <summary>What the tests say of a mutant: all but Survived have found it.</summary>
enum Verdict
{
    Killed,
    Crashed,
    Timeout,
    Survived,
}

/// <summary>A mistake: what stands in the file, and what stands there instead.</summary>
sealed record Change(int Number, string Path, int Line, int From, int To, string Original, string Text)
{
    public override string ToString() => $"{Path}:{Line}: {Short(Original)} → {Short(Text)}";

    private static string Short(string text) =>
        Regex.Replace(text, @"\s+", " ") is { Length: > 70 } longer
            ? $"{longer[..70]}…"
            : Regex.Replace(text, @"\s+", " ");
}
