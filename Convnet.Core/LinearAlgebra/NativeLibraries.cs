using System.Runtime.InteropServices;

namespace Convnet;

/// <summary>Finds MKL and OpenBLAS, sets them up for calls from several .NET threads, and refuses what would end the process.</summary>
internal static unsafe class NativeLibraries
{
    private const int Lp64 = 0;
    private const int SequentialLayer = 1;
    private const int ReproducibleAuto = 2;

    /// <summary>MKL over its single library mkl_rt, in its sequential layer.</summary>
    /// <remarks>
    /// The layer must be chosen by MKL's first call: a threaded one without its OpenMP runtime ends the process. Without MKL_CBWR_AUTO its sums depend on the alignment
    /// of the operands, and .NET's arrays lie anywhere.
    /// </remarks>
    internal static CblasKernel Mkl()
    {
        nint library = Load(MklNames, "mkl_rt");
        MklFiles.Check();
        Set(library, "MKL_Set_Interface_Layer", Lp64, Lp64);
        Set(library, "MKL_Set_Threading_Layer", SequentialLayer, SequentialLayer);
        Set(library, "MKL_CBWR_Set", ReproducibleAuto, 0);
        return Verified(new CblasKernel(library, MklVersion(library)));
    }

    /// <summary>OpenBLAS with one thread of its own.</summary>
    internal static CblasKernel OpenBlas()
    {
        nint library = Load(OpenBlasNames, "libopenblas");
        var setThreads = (delegate* unmanaged<int, void>)Export(library, "openblas_set_num_threads");
        setThreads(1);
        var configuration = (delegate* unmanaged<byte*>)Export(library, "openblas_get_config");
        return Verified(new CblasKernel(library, Marshal.PtrToStringUTF8((nint)configuration())!.Trim()));
    }

    private static string[] MklNames =>
        OperatingSystem.IsWindows() ? ["mkl_rt.3.dll", "mkl_rt.2.dll", "mkl_rt.1.dll", "mkl_rt.dll"]
        : OperatingSystem.IsMacOS() ? ["libmkl_rt.2.dylib", "libmkl_rt.1.dylib", "libmkl_rt.dylib"]
        : ["libmkl_rt.so.3", "libmkl_rt.so.2", "libmkl_rt.so.1", "libmkl_rt.so"];

    private static string[] OpenBlasNames =>
        OperatingSystem.IsWindows() ? ["libopenblas.dll", "openblas.dll"]
        : OperatingSystem.IsMacOS() ? ["libopenblas.0.dylib", "libopenblas.dylib"]
        : ["libopenblas.so.0", "libopenblas.so"];

    private static nint Load(string[] names, string label)
    {
        foreach (string name in names)
        {
            if (
                NativeLibrary.TryLoad(
                    name,
                    typeof(NativeLibraries).Assembly,
                    DllImportSearchPath.SafeDirectories,
                    out nint library
                )
            )
            {
                return library;
            }
        }

        throw new ProviderException(
            $"{label} was not found, or the system's loader refused it (tried {string.Join(", ", names)})"
        );
    }

    private static nint Export(nint library, string name) =>
        NativeLibrary.TryGetExport(library, name, out nint address)
            ? address
            : throw new ProviderException($"the library has no {name}");

    private static void Set(nint library, string name, int value, int expected)
    {
        int answer = ((delegate* unmanaged<int, int>)Export(library, name))(value);
        if (answer != expected)
        {
            throw new ProviderException(
                $"{name}({value}) answered {answer}: something else in this process has set MKL up in another way"
            );
        }
    }

    private static string MklVersion(nint library)
    {
        const int length = 256;
        byte* text = stackalloc byte[length];
        new Span<byte>(text, length).Clear();
        ((delegate* unmanaged<byte*, int, void>)Export(library, "MKL_Get_Version_String"))(text, length - 1);
        return $"{Marshal.PtrToStringUTF8((nint)text)!.Trim()}, sequential";
    }

    // One product whose result is known: a library that reads its arguments differently (64-bit integers) is found out here.
    private static CblasKernel Verified(CblasKernel kernel)
    {
        float[] c = [float.NaN];
        kernel.Multiply(new Product(false, false, 1, 1, 2), (float[])[2f, 3f], (float[])[5f, 7f], 0f, c);
        return c[0] == 31f ? kernel : throw new ProviderException($"{kernel} says that (2, 3)·(5, 7) is {c[0]}");
    }
}
