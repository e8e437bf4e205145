namespace Convnet.PropertyTests;

/// <summary>What is wrong with a <see cref="MistakenLayer"/>.</summary>
public enum Mistake
{
    None,
    SignOfInputGradient,
    DoubledScaleGradient,
    BiasGradientOfOneSample,
    IndexOffByOne,
    DroppedTerm,
    ScaleGradientWithoutInput,
    ShapeOfOneMore,
    ForwardDisagrees,
    CountsItsCalls,
    ChangesItsInput,
    PullbackAddsOne,
    WantedHalves,
    SeesOtherSamples,
    SeesItsThread,
    StateOfWhatIsTrained,
    StateWhereSamplesAreApart,
    SpecThatIsNotRead,
    NoGradientByBias,
    RefusesWithAnIndexError,
    TakesWhatItCannot,
    NaNFromLargeValues,
    LearnsThoughFrozen,
    DependsOnThePlace,
}
