"""Makes the expected values of the tests with scikit-learn, SciPy and NumPy: python3 make_fixtures.py (written with 1.2.1, 1.10.1 and 1.24.2).

Writes quality.json, fairness.json and drift.json beside itself. The tests need the files only, no Python.
"""
import json
import pathlib

import numpy as np
from scipy.spatial.distance import jensenshannon
from scipy.stats import gaussian_kde
from sklearn import metrics

HERE = pathlib.Path(__file__).parent
CLIP = 1e-15


def save(name, cases):
    (HERE / name).write_text(json.dumps(cases, indent=None, separators=(",", ":")).replace("},{", "},\n{") + "\n")


def binary(name, labels, predictions, scores, weights=None, positive="T"):
    y = np.array([label == positive for label in labels], dtype=int)
    z = np.array([prediction == positive for prediction in predictions], dtype=int)
    w = weights
    tn, fp, fn, tp = metrics.confusion_matrix(y, z, labels=[0, 1], sample_weight=w).ravel()
    expected = {
        "accuracy": metrics.accuracy_score(y, z, sample_weight=w),
        "recall": metrics.recall_score(y, z, sample_weight=w, zero_division=0),
        "true_positive_rate": metrics.recall_score(y, z, sample_weight=w, zero_division=0),
        "false_positive_rate": 1 - metrics.recall_score(y, z, pos_label=0, sample_weight=w, zero_division=0),
        "precision": metrics.precision_score(y, z, sample_weight=w, zero_division=0),
        "f1_measure": metrics.f1_score(y, z, sample_weight=w, zero_division=0),
        "matthews_correlation_coefficient": metrics.matthews_corrcoef(y, z, sample_weight=w),
        "area_under_roc": metrics.roc_auc_score(y, scores, sample_weight=w),
        "gini_coefficient": 2 * metrics.roc_auc_score(y, scores, sample_weight=w) - 1,
        "area_under_pr": metrics.average_precision_score(y, scores, sample_weight=w),
        "log_loss": metrics.log_loss(y, scores, sample_weight=w, eps=CLIP),
        "brier_score": metrics.brier_score_loss(y, scores, sample_weight=w),
    }
    return {
        "name": name, "labels": list(labels), "predictions": list(predictions), "scores": [float(s) for s in scores],
        "weights": None if w is None else [float(x) for x in w], "positive": positive,
        "confusion": [float(tn), float(fp), float(fn), float(tp)], "expected": {k: float(v) for k, v in expected.items()},
    }


def multiclass(name, labels, predictions, probabilities, classes, weights=None):
    y, z, w = np.array(labels), np.array(predictions), weights
    average = {}
    for kind in ("weighted", "macro"):
        precision, recall, f1, _ = metrics.precision_recall_fscore_support(y, z, average=kind, sample_weight=w, zero_division=0)
        average.update({f"{kind}_precision": precision, f"{kind}_recall": recall, f"{kind}_f1_measure": f1})
        average[f"{kind}_area_under_roc"] = metrics.roc_auc_score(
            y, probabilities, multi_class="ovr", average=kind, labels=classes, sample_weight=w)
    expected = {
        "accuracy": metrics.accuracy_score(y, z, sample_weight=w),
        "matthews_correlation_coefficient": metrics.matthews_corrcoef(y, z, sample_weight=w),
        "log_loss": metrics.log_loss(y, probabilities, labels=classes, sample_weight=w, eps=CLIP),
        **average,
    }
    return {
        "name": name, "labels": list(labels), "predictions": list(predictions), "classes": classes,
        "probabilities": {c: [float(p) for p in probabilities[:, k]] for k, c in enumerate(classes)},
        "weights": None if w is None else [float(x) for x in w], "expected": {k: float(v) for k, v in expected.items()},
    }


def quality(random):
    n = 60
    truth = random.random(n)
    labels = np.where(random.random(n) < truth, "T", "F")
    scores = np.clip(truth + random.normal(0, 0.25, n), 0.001, 0.999)
    predictions = np.where(scores >= 0.5, "T", "F")
    weights = random.random(n) * 3
    weights[::7] = 0
    repeated = random.integers(0, 4, n).astype(float)
    cases = [
        binary("continuous scores", labels, predictions, scores),
        binary("weights", labels, predictions, scores, weights),
        binary("whole weights", labels, predictions, scores, repeated),
        binary("ties", labels, predictions, np.round(scores, 1).clip(0.1, 0.9)),
        binary("ties and weights", labels, predictions, np.round(scores, 1).clip(0.1, 0.9), weights),
        binary("constant score", labels, predictions, np.full(n, 0.3)),
        binary("certain scores", labels, predictions, np.where(scores > 0.5, 1.0, 0.0)),
        binary("the other class is positive", labels, predictions, 1 - scores, positive="F"),
        binary("nothing predicted as positive", labels, np.full(n, "F"), scores),
        binary("everything predicted as positive", labels, np.full(n, "T"), scores),
        binary("perfect", labels, labels, np.where(labels == "T", 0.8, 0.2)),
        binary("always wrong", labels, np.where(labels == "T", "F", "T"), np.where(labels == "T", 0.2, 0.8)),
        binary("one positive", np.array(["T"] + ["F"] * 9), np.array(["F", "T"] + ["F"] * 8), np.linspace(0.35, 0.8, 10)),
    ]
    classes = ["a", "b", "c", "d"]
    raw = random.random((n, 4)) + 0.02
    probabilities = raw / raw.sum(axis=1, keepdims=True)
    answers = [classes[k] for k in probabilities.argmax(axis=1)]
    truths = [answer if random.random() < 0.5 else classes[random.integers(0, 4)] for answer in answers]
    never = [answer if answer != "d" else "a" for answer in answers]
    many = [
        multiclass("four classes", truths, answers, probabilities, classes),
        multiclass("four classes, weights", truths, answers, probabilities, classes, weights),
        multiclass("a class that is never predicted", truths, never, probabilities, classes),
    ]
    return {"binary": cases, "multiclass": many}


def rates(y, z, w):
    tn, fp, fn, tp = metrics.confusion_matrix(y, z, labels=[0, 1], sample_weight=w).ravel()
    return {
        "fav": (tp + fp) / (tp + fp + tn + fn), "tpr": tp / (tp + fn), "fpr": fp / (fp + tn), "fnr": fn / (tp + fn), "err": (fp + fn) / (tp + fp + tn + fn),
        "fdr": fp / (tp + fp), "for": fn / (fn + tn),
    }


def fairness(random):
    n = 120
    gender = random.choice(["M", "F", "X"], n, p=[0.5, 0.4, 0.1])
    age = random.integers(18, 76, n)
    labels = random.random(n) < np.where(gender == "M", 0.6, 0.45)
    predictions = np.where(random.random(n) < 0.75, labels, ~labels)
    weights = random.random(n) * 2
    cases = []
    for name, feature, in_monitored, in_reference, w in (
            ("gender", "GENDER", gender == "F", gender == "M", None),
            ("gender, weights", "GENDER", gender == "F", gender == "M", weights),
            ("age", "AGE", age <= 35, age > 35, None)):
        y, z = labels.astype(int), predictions.astype(int)
        m = rates(y[in_monitored], z[in_monitored], None if w is None else w[in_monitored])
        r = rates(y[in_reference], z[in_reference], None if w is None else w[in_reference])
        d = {k: m[k] - r[k] for k in m}
        cases.append({
            "name": name, "feature": feature, "weighted": w is not None,
            "expected": {
                "fairness_value": round(round(round(100 * m["fav"], 1) / round(100 * r["fav"], 1), 3) * 100, 1),
                "disparate_impact": m["fav"] / r["fav"], "statistical_parity_difference": d["fav"], "equal_opportunity_difference": d["tpr"],
                "average_odds_difference": (d["fpr"] + d["tpr"]) / 2, "average_abs_odds_difference": (abs(d["fpr"]) + abs(d["tpr"])) / 2,
                "error_rate_difference": d["err"], "false_negative_rate_difference": d["fnr"], "false_positive_rate_difference": d["fpr"],
                "false_discovery_rate_difference": d["fdr"], "false_omission_rate_difference": d["for"],
            }})
    return {
        "gender": gender.tolist(), "age": age.tolist(), "labels": ["yes" if x else "no" for x in labels],
        "predictions": ["yes" if x else "no" for x in predictions], "weights": weights.tolist(), "cases": cases,
    }


BINS = POINTS = 512


def density(values, low, high):
    """The definition of KernelDensity: Scott's width over the middles of a histogram."""
    counts, edges = np.histogram(values, bins=BINS)
    middles = (edges[:-1] + edges[1:]) / 2
    points = np.linspace(low, high, POINTS)
    width = max(np.std(values, ddof=1) * len(values) ** -0.2, points[1] - points[0])
    shares = (counts[None, :] * np.exp(-0.5 * ((points[:, None] - middles[None, :]) / width) ** 2)).sum(axis=1)
    return shares / shares.sum()


def distances(p, b):
    p, b = np.asarray(p, float) / np.sum(p), np.asarray(b, float) / np.sum(b)
    return {"totalVariation": float(np.abs(p - b).sum() / 2), "overlap": float(1 - np.minimum(p, b).sum()), "jensenShannon": float(jensenshannon(p, b, base=2))}


def drift(random):
    cases = []
    for name, base, now in (
            ("moved", random.normal(40, 10, 150), random.normal(47, 10, 120)),
            ("wider", random.normal(0, 1, 150), random.normal(0, 2, 120)),
            ("skewed", random.exponential(1000, 150), random.exponential(1500, 120)),
            ("apart", random.normal(0, 1, 150), random.normal(50, 1, 120))):
        low, high = min(base.min(), now.min()), max(base.max(), now.max())
        points = np.linspace(low, high, POINTS)
        cases.append({
            "name": name, "baseline": base.tolist(), "production": now.tolist(),
            "expected": distances(density(now, low, high), density(base, low, high)),
            "scipy": distances(gaussian_kde(now)(points), gaussian_kde(base)(points)),
        })
    shares = []
    for p, b in (([5, 3, 2], [2, 3, 5]), ([1, 0, 0], [0, 1, 0]), ([7, 7], [1, 1]), ([0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25]), ([9, 1, 0], [3, 3, 3])):
        shares.append({"production": p, "baseline": b, "expected": distances(p, b)})
    return {"densities": cases, "shares": shares}


if __name__ == "__main__":
    generator = np.random.default_rng(20261125)
    save("quality.json", quality(generator))
    save("fairness.json", fairness(generator))
    save("drift.json", drift(generator))
