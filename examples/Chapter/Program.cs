// Every claim of the chapter, with numbers and pictures on real data. Start reading here, then in Section.cs and Sections/.
using Convnet;
using Convnet.Examples;

return CommandLine.Run(args, Run);

static int Run(Options options)
{
    using var interrupt = new Interrupt();
    Provider.Use(options.Provider ?? Provider.Name);
    var all = DataSource.Load(options.Data, "mnist", limit: null, Console.WriteLine, interrupt.Token);
    var data = all with
    {
        Train = all.Train.Take(Math.Min(options.Length.Images, all.Train.Count)),
        Test = all.Test.Take(Math.Min(options.Length.TestImages, all.Test.Count)),
    };
    Console.WriteLine(
        $"{data.Name}: {Figures.Count(data.Train.Count)} training and {Figures.Count(data.Test.Count)} test images; "
            + $"provider {Provider.Name}, {options.Threads} threads, seed {options.Seed}."
    );
    var (lab, report) = (
        new Lab(options, data, Console.WriteLine, interrupt.Token),
        new Report(options.Out, data.Name)
    );
    var sections = Section
        .All.Where(section => options.Sections.Count == 0 || options.Sections.Contains(section.Id))
        .ToList();
    var written = 0;
    try
    {
        foreach (var section in sections)
        {
            Console.WriteLine($"\n{++written}/{sections.Count} {section.Title}");
            var page = new Page(section.Id, section.Title);
            section.Write(lab, page);
            Console.WriteLine(string.Join('\n', page.Lines));
            report.Add(page);
            interrupt.Token.ThrowIfCancellationRequested();
        }
    }
    catch (OperationCanceledException) when (written > 1)
    {
        Console.WriteLine($"\nStopped in section {written} of {sections.Count}; what was finished is in {report.Path}");
        return Failures.Interrupted;
    }

    Console.WriteLine($"\n{report.Path}");
    return 0;
}
