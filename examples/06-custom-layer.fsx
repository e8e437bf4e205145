// 6. A layer of one's own is a record that implements ILayer. It is compared by value and mixes with all others.
#load "convnet.fsx"

open System
open Convnet
open Convnet.Functional

/// Fixed filters that answer to stripes of some directions (Gabor 1946; Daugman 1985). Nothing is learned here, so there are no parameters.
type Gabor =
    {
        Directions: int
        Side: int
        Wavelength: float
    }

    member private this.Convolution =
        Conv2D(this.Directions, (this.Side, this.Side), Padding = Padding.Same, UseBias = false)

    /// A wave under a bell, turned by the direction: exp(−r²/2σ²)·cos(2πu/λ), σ = λ/2.
    member private this.Kernel =
        let value index =
            let place, direction = Math.DivRem(index, this.Directions)
            let row, column = Math.DivRem(place, this.Side)
            let y, x = float (row - this.Side / 2), float (column - this.Side / 2)
            let angle = Math.PI * float direction / float this.Directions
            let along = x * cos angle + y * sin angle
            let bell = exp (-2.0 * (x * x + y * y) / (this.Wavelength * this.Wavelength))
            float32 (bell * cos (2.0 * Math.PI * along / this.Wavelength))

        Parameters.Of(struct ("kernel", Tensor.Create(Shape [ this.Side; this.Side; 1; this.Directions ], value)))

    interface ILayer with
        member this.OutputShape input = this.Convolution.OutputShape input

        member this.Forward(_, input, phase) =
            this.Convolution.Forward(this.Kernel, input, phase)

        // The gradient by the input goes on; that by the fixed kernel is wanted by nobody.
        member this.ForwardWithPullback(_, input, phase) =
            let inner = this.Convolution.ForwardWithPullback(this.Kernel, input, phase)

            let back outputGradient _ =
                Gradients(inner.Pullback.Invoke(outputGradient, Wanted.Input).Input, Parameters.None)

            Differential(inner.Output, back)

/// Every channel times a factor in (0, 1).
let scale (images: Tensor) (factors: Tensor) =
    let channels, size = factors.Shape.Sample.Size, images.Shape.Sample.Size
    let values, factors = images.ToArray(), factors.ToArray()
    Tensor.Create(images.Shape, fun i -> values[i] * factors[i / size * channels + i % channels])

/// The sum of a·b over the pixels of every channel: the gradient by the factors.
let sumOverPixels (a: Tensor) (b: Tensor) =
    let channels, size = a.Shape[3], a.Shape.Sample.Size
    let left, right = a.ToArray(), b.ToArray()

    let rec sum place last total =
        if place < last then
            sum (place + channels) last (total + left[place] * right[place])
        else
            total

    Tensor.Create(
        Shape [ a.Samples; channels ],
        fun i ->
            let sample, channel = i / channels, i % channels
            sum (sample * size + channel) ((sample + 1) * size) 0f
    )

/// Squeeze and excite (Hu, Shen and Sun 2018): what all channels are on average decides how much of each goes on.
type SqueezeExcite =
    {
        Ratio: int
    }

    /// The way from the image to the factors. Library layers are functions too, so that their pullbacks can be chained by hand.
    member private this.Factors(parameters: Parameters, images: Tensor, phase) =
        let channels = images.Shape[3]

        let weights (name: string) =
            Parameters.Of(struct ("kernel", parameters[name]))

        let mean =
            GlobalAveragePooling2D().ForwardWithPullback(Parameters.None, images, phase)

        let squeezed =
            Dense(channels / this.Ratio, Activation = relu, UseBias = false)
                .ForwardWithPullback(weights "squeeze", mean.Output, phase)

        let excited =
            Dense(channels, Activation = sigmoid, UseBias = false)
                .ForwardWithPullback(weights "excite", squeezed.Output, phase)

        let back gradient =
            let byExcite = excited.Pullback.Invoke gradient
            let bySqueeze = squeezed.Pullback.Invoke byExcite.Input
            let byMean = mean.Pullback.Invoke bySqueeze.Input

            Gradients(
                byMean.Input,
                Parameters.Of(
                    struct ("squeeze", bySqueeze.Parameters["kernel"]),
                    struct ("excite", byExcite.Parameters["kernel"])
                )
            )

        excited.Output, back

    interface ILayer with
        member this.OutputShape input =
            if input.Count = 3 && input[2] >= this.Ratio then
                input
            else
                raise (
                    ShapeException
                        $"SqueezeExcite takes images of at least {this.Ratio} channels, but was given {input}."
                )

        member this.ParameterSpecs input =
            let channels = input[2]
            let fewer = channels / this.Ratio

            [|
                ParameterSpec("squeeze", Shape [ channels; fewer ], Initializer.GlorotUniform)
                ParameterSpec("excite", Shape [ fewer; channels ], Initializer.GlorotUniform)
            |]

        member this.Forward(parameters, images, phase) =
            scale images (fst (this.Factors(parameters, images, phase)))

        // The output is image · factor, so that two gradients reach the image: directly, and through the factor.
        member this.ForwardWithPullback(parameters, images, phase) =
            let factors, back = this.Factors(parameters, images, phase)

            let pullback (outputGradient: Tensor) (_: Wanted) =
                let through = back (sumOverPixels outputGradient images)
                let direct = (scale outputGradient factors).ToArray()
                let indirect = through.Input.ToArray()
                Gradients(Tensor.Create(images.Shape, fun i -> direct[i] + indirect[i]), through.Parameters)

            Differential(scale images factors, pullback)

let gabor =
    {
        Directions = 8
        Side = 7
        Wavelength = 5.0
    }

printfn "equal by value: %b" (({ Ratio = 4 }: SqueezeExcite) = { Ratio = 4 })

let model =
    input [ 28; 28; 1 ]
    |> layer gabor
    |> maxPooling2d (2, 2)
    |> conv2d 16 (3, 3) relu
    |> layer { Ratio = 4 }
    |> maxPooling2d (2, 2)
    |> flatten
    |> dense 10 softmax

printfn "%s" (Model.summary model)

let data = digits.Value

let trained =
    Trainer(model, CategoricalCrossentropy(), RMSprop(), BatchSize = 64, Seed = 42)
    |> Train.fitWith data.Test 2 data.Train

printfn "%O" (trained |> Train.evaluate data.Test)
