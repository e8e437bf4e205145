// A small residual network (He, Zhang, Ren and Sun 2016) on Fashion-MNIST where CONVNET_DATA names a folder that has it, else on digits.
#load "convnet.fsx"

open Convnet
open Convnet.Functional

let same filters activation =
    layer (Conv2D(filters, (3, 3), Padding = Padding.Same, Activation = activation))

// What the body computes is added to what came in, so that a block that learns nothing still passes the image on.
let residualBlock filters =
    residual (same filters relu >> same filters linear) >> activation relu

// Half the height and width, and more channels: the way past the body has to follow, which a convolution of 1×1 does.
let narrow filters =
    let strided (side: int) =
        layer (Conv2D(filters, (side, side), Padding = Padding.Same, Strides = (2, 2)))

    residualWith (strided 1) (strided 3 >> activation relu >> same filters linear)
    >> activation relu

let resnet =
    input [ 28; 28; 1 ]
    |> same 8 relu
    |> residualBlock 8
    |> narrow 16
    |> residualBlock 16
    |> narrow 32
    |> globalAveragePooling2d
    |> dense 10 softmax

printfn "%s" (Model.summary resnet)

let data = clothes.Value

let trained =
    Trainer(resnet, CategoricalCrossentropy(), Adam(), BatchSize = 64, Seed = 42)
    |> Train.fitWith data.Test (if quick then 1 else 5) data.Train

printfn "%O" (trained |> Train.evaluate data.Test)
