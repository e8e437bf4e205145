/// Two layers of one's own, as F# records: compared by value, mixed with the library's, trained at the library's speed.
module CustomLayers

open System
open System.Numerics.Tensors
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

    /// A wave under a bell, turned by the direction: exp(−r²/2σ²)·cos(2πu/λ), here with 2σ² = λ².
    member private this.Kernel =
        let value index =
            let place, direction = Math.DivRem(index, this.Directions)
            let row, column = Math.DivRem(place, this.Side)
            let y, x = float (row - this.Side / 2), float (column - this.Side / 2)
            let angle = Math.PI * float direction / float this.Directions
            let along = x * cos angle + y * sin angle
            let bell = exp (-(x * x + y * y) / (this.Wavelength * this.Wavelength))
            float32 (bell * cos (2.0 * Math.PI * along / this.Wavelength))

        Parameters.Of(struct ("kernel", Tensor.Create(Shape [ this.Side; this.Side; 1; this.Directions ], value)))

    interface ILayer with
        member this.OutputShape input =
            if input.Count = 3 && input[2] = 1 then
                this.Convolution.OutputShape input
            else
                raise (ShapeException $"Gabor takes images of one channel, but was given {input}.")

        member this.Forward(_, input, phase) =
            this.Convolution.Forward(this.Kernel, input, phase)

        // The gradient by the input goes on; that by the fixed kernel is wanted by nobody.
        member this.ForwardWithPullback(_, input, phase) =
            let inner = this.Convolution.ForwardWithPullback(this.Kernel, input, phase)

            let back outputGradient _ =
                Gradients(inner.Pullback.Invoke(outputGradient, Wanted.Input).Input, Parameters.None)

            Differential(inner.Output, back)

/// Every channel of every image times a factor: (n, h, w, c) by (n, c).
let private scale (images: Tensor) (factors: Tensor) =
    let channels, pixels = factors.Shape[1], images.Shape[1] * images.Shape[2]
    let scaled: float32 array = Array.zeroCreate images.Shape.Size

    for pixel in 0 .. images.Samples * pixels - 1 do
        let start = pixel * channels
        let factor = factors.Values.Slice(pixel / pixels * channels, channels)
        TensorPrimitives.Multiply(images.Values.Slice(start, channels), factor, scaled.AsSpan(start, channels))

    Tensor.Of(images.Shape, scaled)

/// The gradient of `scale` by the factors: the sum of a·b over the pixels, for every channel of every image.
let private sumOverPixels (a: Tensor) (b: Tensor) =
    let channels, pixels = a.Shape[3], a.Shape[1] * a.Shape[2]
    let sums: float32 array = Array.zeroCreate (a.Samples * channels)

    for pixel in 0 .. a.Samples * pixels - 1 do
        let start = pixel * channels
        let sum = sums.AsSpan(pixel / pixels * channels, channels)
        TensorPrimitives.MultiplyAdd(a.Values.Slice(start, channels), b.Values.Slice(start, channels), sum, sum)

    Tensor.Of(Shape [ a.Samples; channels ], sums)

/// What `scale` gives and an addend, in one pass.
let private scaleAndAdd (images: Tensor) (factors: Tensor) (addend: Tensor) =
    let channels, pixels = factors.Shape[1], images.Shape[1] * images.Shape[2]
    let sums: float32 array = Array.zeroCreate images.Shape.Size

    for pixel in 0 .. images.Samples * pixels - 1 do
        let start = pixel * channels
        let image = images.Values.Slice(start, channels)
        let factor = factors.Values.Slice(pixel / pixels * channels, channels)
        TensorPrimitives.MultiplyAdd(image, factor, addend.Values.Slice(start, channels), sums.AsSpan(start, channels))

    Tensor.Of(images.Shape, sums)

/// Squeeze and excite (Hu, Shen and Sun 2018): what all channels are on average decides how much of each goes on.
type SqueezeExcite =
    {
        Ratio: int
    }

    /// The way from the image to its factors, made of the library's layers: (n, h, w, c) → (n, c).
    member private this.Gate channels =
        Sequential(
            GlobalAveragePooling2D(),
            Dense(channels / this.Ratio, Activation = relu, UseBias = false),
            Dense(channels, Activation = sigmoid, UseBias = false)
        )

    /// The gate with its weights: a layer made of others hands each its part of the tree.
    member private this.Excite(parameters: Parameters, images: Tensor, phase) =
        let kernel (name: string) =
            Parameters.Of(struct ("kernel", parameters[name]))

        let weights =
            Parameters.OfChildren [ Parameters.None; kernel "squeeze"; kernel "excite" ]

        this.Gate(images.Shape[3]).ForwardWithPullback(weights, images, phase)

    interface ILayer with
        member this.OutputShape input =
            if input.Count = 3 && input[2] >= this.Ratio then
                input
            else
                raise (
                    ShapeException
                        $"SqueezeExcite takes images of at least {this.Ratio} channels, but was given {input}. Take a smaller ratio."
                )

        member this.ParameterSpecs input =
            let channels, fewer = input[2], input[2] / this.Ratio

            [|
                ParameterSpec("squeeze", Shape [ channels; fewer ], Initializer.GlorotUniform)
                ParameterSpec("excite", Shape [ fewer; channels ], Initializer.GlorotUniform)
            |]

        member this.Forward(parameters, images, phase) =
            scale images (this.Excite(parameters, images, phase).Output)

        // The output is image · factor, so that two gradients reach the image: directly, and through the factor.
        member this.ForwardWithPullback(parameters, images, phase) =
            let gate = this.Excite(parameters, images, phase)

            let pullback (outputGradient: Tensor) (_: Wanted) =
                let through = gate.Pullback.Invoke(sumOverPixels outputGradient images)
                let kernel (part: int) = through.Parameters[part].["kernel"]

                Gradients(
                    scaleAndAdd outputGradient gate.Output through.Input,
                    Parameters.Of(struct ("squeeze", kernel 1), struct ("excite", kernel 2))
                )

            Differential(scale images gate.Output, pullback)
